/** The runner dies outright while a learner's program runs; the learner is told, nothing is lost, and soon the same program runs again. */
import { readdirSync, readFileSync } from 'node:fs'
import { SHORT } from './course.ts'
import { expect, test } from './fixtures.ts'
import { answersOf, expectOutcome, logOf, openPlainEditor, playgroundOf, run, runButtonOf } from './playground-hands.ts'

const lab = SHORT.lab ?? { title: '', steps: [], start: [], solved: [] }
const starter = lab.start[0]?.content ?? ''
const RUNNER_PORT = process.env.E2E_RUNNER_PORT ?? '3211'

/** The processes that are runners of the site under test: by what they run and for which port. */
function findRunners(): number[] {
  const read = (pid: string, file: string): string[] => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'utf8').split('\0')
    } catch (error) {
      if (['ENOENT', 'ESRCH', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return []
      throw error
    }
  }
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && read(pid, 'cmdline').some((part) => part.endsWith('runner/src/main.ts')))
    .filter((pid) => read(pid, 'environ').includes(`RUNNER_PORT=${RUNNER_PORT}`))
    .map(Number)
}

test.use({ expectedErrors: /\/api\/runs/ })

test('killed in the middle of a run: our fault, in words; the launcher starts it again and the next run works', async ({ page }) => {
  await page.goto(SHORT.path)
  const playground = playgroundOf(page)
  const editor = await openPlainEditor(page, playground)
  const endless = starter.replace('let visits = 0', "let visits = 0\nconsole.log('it runs')").replace('visits += 1', 'visits += 1\n  return')
  expect(endless.length).toBeGreaterThan(starter.length + 30)
  await editor.fill(endless)
  await runButtonOf(playground).click()
  await expect(logOf(playground)).toContainText('it runs', { timeout: 30_000 })
  const [runner = 0, ...others] = findRunners()
  expect(others, 'one runner alone belongs to the site').toEqual([])
  expect(runner).toBeGreaterThan(0)
  process.kill(runner, 'SIGKILL')
  await expectOutcome(playground, /^Our fault/)
  await expect(editor, 'the code is still there').toHaveValue(endless)

  await expect.poll(findRunners, { timeout: 30_000 }).not.toEqual([])
  expect(findRunners()).not.toContain(runner)
  await expect.poll(async () => (await (await page.request.get('/api/runs/status')).json()).state, { timeout: 30_000 }).toMatch(/^(ready|degraded)$/)
  await editor.fill(starter)
  await run(playground)
  expect(await answersOf(playground)).toEqual(lab.steps.map((_, index) => `200 “Visit number ${index + 1}”`))
})
