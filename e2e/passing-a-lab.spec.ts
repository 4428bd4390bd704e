/** A step with a lab is done when its questions are answered right and its checks passed, in whatever order and wherever that happened. */
import type { Page } from '@playwright/test'
import { SIGNED_IN, signIn, signUp } from './accounts.ts'
import { SHORT } from './course.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts'
import { answer } from './learner.ts'
import { openPlainEditor, playgroundOf, run } from './playground-hands.ts'

test.use({ viewport: { width: 1440, height: 900 } })

const count = SHORT.questions.length
const solved = SHORT.lab?.solved[0] ?? { path: '', content: '' }
const labIsOpen = 'Lab: its checks have not passed yet.'
const isDone = /^Done\. Every question was answered right and the lab’s checks passed by \d{1,2} \w+ \d{4}\.$/
const standing = (page: Page) => page.locator(`#${SHORT.frontMatter.id}`)

async function answerAll(page: Page): Promise<void> {
  for (const question of SHORT.questions) await answer(page, question, 'right')
}

async function solveLab(page: Page): Promise<void> {
  const lab = playgroundOf(page)
  await (await openPlainEditor(page, lab, solved.path)).fill(solved.content)
  await run(lab)
}

test('the answers alone are not enough; the pass is, at once and after a reload', async ({ page }) => {
  test.slow()
  await page.goto(SHORT.path)
  await expect(page.getByText(`Questions: 0 of ${count} right. ${labIsOpen}`)).toBeVisible()
  await answerAll(page)
  await expect(page.getByText(`Questions: ${count} of ${count} right. ${labIsOpen}`)).toBeVisible()
  await run(playgroundOf(page))
  await expect(page.getByText(labIsOpen), 'the starter does not pass').toBeVisible()
  await page.goto('/progress')
  await expect(standing(page)).toContainText(`${count} of ${count} right · its lab’s checks have not passed yet`)
  await expect(standing(page)).toContainText('Opened')

  await page.goto(SHORT.path)
  await solveLab(page)
  await expect(page.getByText(isDone)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Mark this step as done' })).toHaveCount(0)
  await page.reload()
  await expect(page.getByText(isDone)).toBeVisible()
  await page.goto('/progress')
  await expect(standing(page)).toContainText(new RegExp(`Done .*${count} of ${count} right · its lab’s checks passed`))
  await expectAccessible(page, 'progress with a lab that passed')
  for (const width of [390, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    await expectNoSidewaysScroll(page, `progress at ${width} px`)
  }
})

test('what was done before its lab had checks stays done, and is told so', async ({ page }) => {
  const completed = { id: '3f1e0a52-7d5c-4a8e-9b53-2f6f6c1f0a11', at: '2026-01-01T00:00:00.000Z' }
  await page.goto('/')
  await page.evaluate(
    (text) => localStorage.setItem('crumbtrail:progress', text),
    JSON.stringify({ version: 1, lessons: { [SHORT.frontMatter.id]: { completed } }, questions: {} }),
  )
  await page.goto(SHORT.path)
  await expect(
    page.getByText(/^Done\. Every question was answered right by 1 Jan 2026\. The lab’s checks have not passed yet; the step stays done\.$/),
  ).toBeVisible()
})

test('without scripts the mark by hand is the way, and that is said', async ({ openBrowser }) => {
  const page = await openBrowser({ javaScriptEnabled: false })
  await page.goto(SHORT.path)
  await expect(page.getByRole('paragraph').filter({ hasText: 'without them this mark is the way to have the step done' })).toBeVisible()
})

test.describe('with an account', () => {
  test.use(SIGNED_IN)

  test('a pass from before signing up counts by its receipt, and the answers of another device complete the step', async ({ page, openBrowser }) => {
    test.slow()
    await page.goto(SHORT.path)
    await solveLab(page)
    await expect(page.getByText(`Questions: 0 of ${count} right. Lab: its checks passed on`)).toBeVisible()
    const person = await signUp(page)
    await page.getByRole('button', { name: 'Keep it in my account' }).click()
    await page.goto(SHORT.path)
    await expect(page.getByText(/are saved to your account/)).toBeVisible()

    const other = await openBrowser()
    await signIn(other, person)
    await other.goto(SHORT.path)
    await expect(other.getByText(`Questions: 0 of ${count} right. Lab: its checks passed on`)).toBeVisible()
    await answerAll(other)
    await expect(other.getByText(isDone)).toBeVisible()
    await expect(other.getByText(/are saved to your account/)).toBeVisible()
    await page.bringToFront()
    await page.reload()
    await expect(page.getByText(isDone)).toBeVisible()
  })

  test('a pass that this site did not sign is refused by name', async ({ page }) => {
    await signUp(page)
    const write = {
      kind: 'passed',
      id: '3f1e0a52-7d5c-4a8e-9b53-2f6f6c1f0a12',
      at: '2026-11-22T10:00:00.000Z',
      lessonId: SHORT.frontMatter.id,
      contentVersion: SHORT.frontMatter.contentVersion,
      receipt: 'A'.repeat(43),
    }
    const reply = await page.evaluate(
      async (body) => {
        const response = await fetch('/api/progress', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
        return await response.json()
      },
      JSON.stringify({ since: 0, writes: [write] }),
    )
    expect(reply).toMatchObject({
      applied: [],
      refused: [{ id: write.id, field: 'receipt', message: expect.stringMatching(/^expected the receipt/) }],
    })
    await page.goto('/progress')
    await expect(standing(page)).toContainText('Not opened')
  })
})
