/** A learner runs the lab of a lesson, changes its code, breaks it, and sees below the editor what came of it. */
import type { Page, Response } from '@playwright/test'
import { CONCEPT, PLAIN, SHORT } from './course.ts'
import { expect, expectAccessible, ownAddress, settled, test } from './fixtures.ts'
import { countShifts, expectStill } from './layout-shifts.ts'
import {
  ASKING,
  answersOf,
  exchangesOf,
  expectOutcome,
  logOf,
  openFullEditor,
  openPlainEditor,
  playgroundOf,
  replaceCode,
  run,
  runButtonOf,
  shownCodeOf,
} from './playground-hands.ts'

const lab = SHORT.lab ?? { title: '', steps: [], start: [], solved: [] }
const starter = lab.start[0]?.content ?? ''
const solved = lab.solved[0]?.content ?? ''
/** The starter, which says something else. */
const changed = starter.replace('Visit number', 'Call number')

test.use({ viewport: { width: 1440, height: 900 } })

test('as it stands: output and exchanges appear below the editor, whole and raw', async ({ page }) => {
  await page.goto(SHORT.path)
  const playground = playgroundOf(page)
  await run(playground)
  expect(await answersOf(playground)).toEqual(lab.steps.map((_, index) => `200 “Visit number ${index + 1}”`))
  await expect(logOf(playground).getByRole('listitem')).toHaveText(/^[\d.]+ m?s\s*shop\.test is open$/)
  await expect(playground.getByText(`All ${lab.steps.length} requests were played.`)).toBeVisible()
  await expect(playground.getByRole('log')).toHaveText(`Finished, ${lab.steps.length} exchanges, 1 log line, 0 of 5 checks passed`)
  const [code, output] = [await shownCodeOf(playground).boundingBox(), await exchangesOf(playground).first().boundingBox()]
  expect(output?.y ?? 0).toBeGreaterThan(code?.y ?? Number.POSITIVE_INFINITY)

  const first = exchangesOf(playground).first()
  await first.locator('summary').click()
  await expect(first.getByRole('table', { name: 'Request headers' }).getByRole('row', { name: 'Host shop.test' })).toBeVisible()
  await expect(first.getByText('HTTP/1.1 200 OK', { exact: true })).toBeVisible()
  await expect(first.getByRole('table', { name: 'Response headers' }).getByRole('row', { name: 'Cache-Control no-store' })).toBeVisible()
  await expect(first.getByRole('group', { name: 'Response body' })).toHaveText('Visit number 1')
  await first.getByRole('button', { name: 'Raw' }).click()
  await expect(first.getByRole('group', { name: 'Request, raw' })).toContainText('GET / HTTP/1.1')
  await expect(first.getByRole('group', { name: 'Response, raw' })).toContainText('Content-Type: text/plain; charset=utf-8')
})

test('every lab of the course runs as it stands, and solved', async ({ page }) => {
  test.slow()
  for (const lesson of [SHORT, CONCEPT]) {
    await page.goto(lesson.path)
    const playground = playgroundOf(page)
    await run(playground)
    const before = await answersOf(playground)
    const asked = lesson.lab?.steps.filter(({ type }) => ASKING.includes(type)) ?? []
    expect(before.filter(Boolean).length, 'an answer to each step that asks, and to each redirect').toBeGreaterThanOrEqual(asked.length)
    for (const { path, content } of lesson.lab?.solved ?? []) await (await openPlainEditor(page, playground, path)).fill(content)
    await run(playground)
    const after = await answersOf(playground)
    expect(after, 'the solution makes a difference').not.toEqual(before)
    const { checks } = lesson.lab ?? { checks: '' }
    const count = [...checks.matchAll(/^ {4}id: /gm)].length
    await expect(playground.getByText(`${count} of ${count} checks passed`).first()).toBeVisible()
  }
})

test('checks: what to achieve, what a run has not shown yet, and where to look', async ({ page }) => {
  await page.goto(SHORT.path)
  const playground = playgroundOf(page)
  const checks = playground
    .getByRole('group')
    .filter({ has: page.getByText('Checks', { exact: true }) })
    .first()
  await expect(checks).toContainText('5 things to achieve')
  await checks.locator('summary').first().click()
  await expect(checks.getByRole('listitem')).toHaveCount(5)
  await expect(checks.getByRole('listitem').first()).toContainText('Not checked yet: A new visitor is given a name in a cookie called visitor')
  await run(playground)
  await expect(checks).toContainText('0 of 5 checks passed')
  await expectAccessible(page)
  const bob = checks.getByRole('listitem').nth(2)
  await expect(bob).toContainText('Failed: Bob reads 1 and 2')
  await expect(bob.getByText('How many numbers does your server keep?')).toBeHidden()
  await bob.locator('summary').focus()
  await page.keyboard.press('Enter')
  await expect(bob.getByText('How many numbers does your server keep?')).toBeVisible()
  await bob.getByRole('button', { name: 'Open the exchange' }).press('Enter')
  await expect(exchangesOf(playground).nth(1).getByRole('table', { name: 'Request headers' })).toBeVisible()
  await expect(exchangesOf(playground).nth(1).locator('summary')).toBeFocused()

  const source = await page.request.get(new URL(`${SHORT.path}/checks`, page.url()).href)
  expect([source.status(), source.headers()['content-type'], await source.text()]).toEqual([200, 'text/plain; charset=utf-8', SHORT.lab?.checks])
  expect((await page.request.get(new URL(`${PLAIN.path}/checks`, page.url()).href)).status()).toBe(404)

  await (await openPlainEditor(page, playground)).fill(solved)
  await run(playground)
  await expect(checks).toContainText('5 of 5 checks passed')
  await expect(checks.getByRole('listitem').nth(2)).toContainText('Passed: Bob reads 1 and 2')
  await expectAccessible(page)
})

test('solved in the plain text area: cookies travel, and everything is there again after a reload', async ({ page }) => {
  await page.goto(SHORT.path)
  const playground = playgroundOf(page)
  const editor = await openPlainEditor(page, playground)
  await editor.fill(solved)
  await run(playground)
  const counts = (await answersOf(playground)).map((answer) => Number(/\d+”$/.exec(answer)?.[0].slice(0, -1)))
  expect(counts).toEqual([1, 1, 2, 3, 2, 1, 1])
  await expect(exchangesOf(playground).nth(0)).toContainText('sets cookie visitor=')
  await expect(exchangesOf(playground).nth(2)).toContainText('carries cookie visitor=')
  await exchangesOf(playground).nth(0).locator('summary').click()
  await expect(
    exchangesOf(playground)
      .nth(0)
      .getByRole('row', { name: /visitor=.*Path=\/.*HttpOnly.*SameSite=Lax/ })
      .first(),
  ).toBeVisible()

  await page.reload()
  await expect(playground.getByRole('tab', { name: 'server.js , edited' })).toBeVisible()
  await expect(shownCodeOf(playground)).toHaveText(solved.trim(), { useInnerText: true })
  await run(playground)
  await expect(exchangesOf(playground).nth(2)).toContainText('“Visit number 2”')
})

test('changed in the full editor, run by Ctrl+Enter from within it, and kept', async ({ page, context }) => {
  const scripts: Promise<string>[] = []
  const keep = (response: Response) => {
    if (response.request().resourceType() === 'script' && response.status() === 200) scripts.push(response.text())
  }
  context.on('response', keep)
  await countShifts(context)
  await page.goto(SHORT.path)
  const playground = playgroundOf(page)
  await runButtonOf(playground).scrollIntoViewIfNeeded()
  await settled(page)
  const isEditor = (text: string) => text.includes('monaco-editor')
  expect((await Promise.all(scripts)).filter(isEditor), 'nothing of the editor is fetched before it is wanted').toEqual([])

  await openFullEditor(playground)
  await settled(page)
  await expectStill(page)
  await replaceCode(page, changed)
  await page.keyboard.press('ControlOrMeta+Enter')
  await expectOutcome(playground, /^Finished · /)
  expect(await answersOf(playground)).toEqual(lab.steps.map((_, index) => `200 “Call number ${index + 1}”`))
  expect((await Promise.all(scripts)).some(isEditor)).toBe(true)
  // What the next page asks for may not be whole when the journey ends.
  context.off('response', keep)
  await page.reload()
  await expect(shownCodeOf(playground)).toContainText('Call number')
})

test('the full editor can be entered and left by keyboard, and says how', async ({ page }) => {
  await page.goto(SHORT.path)
  const playground = playgroundOf(page)
  await playground.getByRole('button', { name: 'Edit', exact: true }).focus()
  await page.keyboard.press('Enter')
  const editor = playground.getByRole('textbox', { name: /^Code editor\./ })
  await expect(editor).toBeFocused({ timeout: 30_000 })
  await expect(editor).toHaveAccessibleName(/Tab moves on/)
  await expect(playground.getByText('Tab moves on; Ctrl+M: Tab indents.')).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(editor).not.toBeFocused()
  await expect(runButtonOf(playground), 'the next thing after the code is to run it').toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(editor).toBeFocused()
  await page.keyboard.press('Control+M')
  await expect(playground.getByText('Tab indents; Ctrl+M: Tab moves on.')).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(editor).toBeFocused()
  await expect(playground.getByRole('tab', { name: 'server.js , edited' })).toBeVisible()
  await page.keyboard.press('Control+M')
  await page.keyboard.press('Tab')
  await expect(editor).not.toBeFocused()
})

test('the plain text area is a text area: Tab moves on, Ctrl+Enter runs, and the choice is remembered', async ({ page }) => {
  await page.goto(SHORT.path)
  const playground = playgroundOf(page)
  await openFullEditor(playground)
  await playground.getByRole('button', { name: 'Plain text area' }).click()
  const area = playground.getByRole('textbox', { name: 'Code of server.js' })
  await expect(area).toHaveValue(starter)
  await area.fill(changed)
  await page.keyboard.press('Control+Enter')
  await expectOutcome(playground, /^Finished · /)
  await expect(exchangesOf(playground).first()).toContainText('“Call number 1”')
  await area.focus()
  await page.keyboard.press('Tab')
  await expect(area).not.toBeFocused()
  await page.reload()
  await playground.getByRole('button', { name: 'Edit', exact: true }).click()
  await expect(area).toBeFocused()
  await expect(area).toHaveValue(changed)
})

test('all by keyboard: files by arrows, run, open an exchange, read it raw', async ({ page }) => {
  await page.goto(CONCEPT.path)
  const playground = playgroundOf(page)
  const paths = (CONCEPT.lab?.start ?? []).map(({ path }) => path)
  await playground.getByRole('tab', { selected: true }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(playground.getByRole('tab', { selected: true })).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowRight')
  await expect(playground.getByRole('tab').first()).toHaveAttribute('aria-selected', 'true')
  expect(await playground.getByRole('tab').count()).toBe(paths.length)
  await tabUntil(page, () => runButtonOf(playground).evaluate((button) => button === document.activeElement))
  await page.keyboard.press('Enter')
  await expectOutcome(playground, /^Finished · /)
  const first = exchangesOf(playground).first()
  await tabUntil(page, () => first.locator('summary').evaluate((summary) => summary === document.activeElement))
  await page.keyboard.press('Enter')
  await tabUntil(page, () => first.getByRole('button', { name: 'Raw' }).evaluate((button) => button === document.activeElement))
  await page.keyboard.press('Enter')
  await expect(first.getByRole('group', { name: 'Response, raw' })).toContainText(/^HTTP\/1\.1 \d{3} /)
})

async function tabUntil(page: Page, isThere: () => Promise<boolean>): Promise<void> {
  for (let presses = 0; presses < 30 && !(await isThere()); presses += 1) await page.keyboard.press('Tab')
  expect(await isThere()).toBe(true)
}

test.describe('what goes wrong is said', () => {
  test('an endless loop is stopped by the learner', async ({ page }) => {
    await page.goto(SHORT.path)
    const playground = playgroundOf(page)
    await (await openPlainEditor(page, playground)).fill(starter.replace('visits += 1', 'while (true) visits += 1'))
    await runButtonOf(playground).click()
    await expect(playground.getByText(`Running, 0 of ${lab.steps.length}`)).toBeVisible({ timeout: 30_000 })
    await playground.getByRole('button', { name: 'Stop' }).click()
    await expect(playground.getByText(/^Stopped\. You stopped the run after /)).toBeVisible()
    await expect(runButtonOf(playground)).toBeEnabled()
    await (await openPlainEditor(page, playground)).fill(starter)
    await run(playground)
  })

  test('a loop that nobody stops hits a limit, and the page names it', async ({ page }) => {
    await page.goto(SHORT.path)
    const playground = playgroundOf(page)
    await (await openPlainEditor(page, playground)).fill(`${starter}\nwhile (true) {}\n`)
    await run(playground, /^(Too much computing|No server on port \d+|Out of time) · /)
    await expect(playground.getByText(/(the limit|within \d)/).first()).toBeVisible()
  })

  test('a crash shows its stack, first of all', async ({ page }) => {
    await page.goto(SHORT.path)
    const playground = playgroundOf(page)
    const line = starter.split('\n').findIndex((text) => text.includes('visits += 1')) + 1
    await (await openPlainEditor(page, playground)).fill(starter.replace('visits += 1', "throw new Error('out of crumbs')"))
    await run(playground, /^The server ended too early · /)
    await expect(playground.getByText('ended by itself with code 1 before its requests were done.')).toBeVisible()
    await expect(logOf(playground)).toContainText('Error: out of crumbs')
    await expect(logOf(playground)).toContainText(new RegExp(`server\\.js:${line}`))
    await expect(logOf(playground).getByText('stderr:').first()).toBeAttached()
    const [log, exchanges] = [await logOf(playground).boundingBox(), await exchangesOf(playground).first().boundingBox()]
    expect(log?.y ?? Number.POSITIVE_INFINITY).toBeLessThan(exchanges?.y ?? 0)
    await expect(exchangesOf(playground).first()).toContainText('The server closed the connection')
  })

  test('a mistake of syntax, another port, and a handler that never answers', async ({ page }) => {
    await page.goto(SHORT.path)
    const playground = playgroundOf(page)
    const editor = await openPlainEditor(page, playground)
    await editor.fill(starter.replace('let visits = 0', 'let visits = = 0'))
    await run(playground, /^The server ended too early · /)
    await expect(logOf(playground)).toContainText('SyntaxError')
    await editor.fill(starter.replace('process.env.PORT', '4321'))
    await run(playground, /^No server on port 3000 · /)
    await expect(playground.getByText('listens on port 4321, not on port 3000.')).toBeVisible()
    await editor.fill(starter.replace('visits += 1', 'visits += 1\n  if (visits === 1) return'))
    await run(playground)
    await expect(exchangesOf(playground).first()).toContainText('No whole response came in time.')
    await expect(exchangesOf(playground).nth(1)).toContainText('“Visit number 2”')
  })

  test('much output is cut at a limit that is named', async ({ page }) => {
    await page.goto(SHORT.path)
    const playground = playgroundOf(page)
    await (await openPlainEditor(page, playground)).fill(`for (;;) console.log('crumb '.repeat(200))\n`)
    await run(playground, /^Too much output · /)
    await expect(playground.getByText(/wrote more than .*, the limit/)).toBeVisible()
  })

  test('a program finds no network, no secrets and no files of the machine', async ({ page }) => {
    await page.goto(SHORT.path)
    const playground = playgroundOf(page)
    const curious = `
      import { readFileSync } from 'node:fs'
      const tries = {
        secrets: () => Object.keys(process.env).filter((name) => /SECRET|DATABASE|SMTP|URL/.test(name)).join() || 'none',
        passwd: () => readFileSync('/etc/shadow', 'utf8').length,
        own: () => readFileSync('${process.cwd()}/package.json', 'utf8').length,
        network: () => fetch('http://1.1.1.1/', { signal: AbortSignal.timeout(500) }).then(({ status }) => status),
      }
      for (const [name, attempt] of Object.entries(tries)) {
        try { console.log(name, await attempt()) } catch (error) { console.log(name, 'refused') }
      }
    `
    await (await openPlainEditor(page, playground)).fill(
      `${curious}\n${starter.replace(/^import.*$/m, '')}`.replace(
        "import { readFileSync } from 'node:fs'",
        "import { readFileSync } from 'node:fs'\nimport { createServer } from 'node:http'",
      ),
    )
    await run(playground)
    for (const said of ['secrets none', 'passwd refused', 'own refused', 'network refused']) await expect(logOf(playground)).toContainText(said)
  })
})

test.describe('when running is not possible', () => {
  test.use({ expectedErrors: /\/api\/runs|ERR_INTERNET_DISCONNECTED|ERR_FAILED/ })

  test('offline, the page says so, keeps the code, and runs again later', async ({ page, context }) => {
    await page.goto(SHORT.path)
    const playground = playgroundOf(page)
    await (await openPlainEditor(page, playground)).fill(changed)
    await context.setOffline(true)
    await run(playground, /^You are offline\. /)
    await expect(playground.getByText('Your code is kept in this browser.')).toBeVisible()
    await context.setOffline(false)
    await run(playground)
    await expect(exchangesOf(playground).first()).toContainText('“Call number 1”')
  })

  for (const [code, words] of [
    ['runner-away', 'The sandbox is away'],
    ['sandbox-unavailable', 'The sandbox cannot start on this machine'],
    ['busy', 'The sandbox is full'],
    ['disabled', 'Running code is switched off here'],
  ] as const) {
    test(`${code}: said in words, with what still works`, async ({ page }) => {
      const error = { code, message: 'not now', missing: ['bubblewrap'], fix: 'apt-get install bubblewrap' }
      await page.route('**/api/runs', (route) => route.fulfill({ status: 503, headers: { 'retry-after': '5' }, json: { error } }))
      await page.goto(SHORT.path)
      const playground = playgroundOf(page)
      await run(playground, new RegExp(`^${words}\\. `))
      if (code === 'sandbox-unavailable') {
        await expect(playground.getByRole('paragraph').filter({ hasText: 'It lacks: bubblewrap.' })).toBeVisible()
        await expect(playground.getByText('apt-get install bubblewrap')).toBeVisible()
      }
      expect(await answersOf(playground), 'the recorded run is still there').toEqual(lab.steps.map((_, index) => `200 “Visit number ${index + 1}”`))
    })
  }

  test('a sandbox that cannot start is told before anyone presses Run', async ({ page }) => {
    const status = { state: 'unavailable', missing: ['bubblewrap'], fix: 'apt-get install bubblewrap' }
    await page.route('**/api/runs/status', (route) => route.fulfill({ json: status }))
    await page.goto(SHORT.path)
    await expect(playgroundOf(page).getByText('The sandbox cannot start on this machine.')).toBeVisible()
    await expect(playgroundOf(page).getByText('apt-get install bubblewrap')).toBeVisible()
  })

  test('too many runs of one learner at once: how many there are, and when the next one may be', async ({ page }) => {
    await page.goto(SHORT.path)
    const playground = playgroundOf(page)
    const first = await page.evaluate(async () => {
      const files = [{ path: 'main.js', content: 'console.log(1); setInterval(() => {}, 1000)' }]
      const body = JSON.stringify({ kind: 'script', files })
      const start = () => fetch('/api/runs', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
      /** A run reaches its wall time after some seconds: another takes its place until the page closes. */
      const hold = async (response: Awaited<ReturnType<typeof start>>) => {
        for (let held = response; ; held = await start()) await held.text()
      }
      const responses = await Promise.all([start(), start(), start()])
      for (const response of responses) if (response.ok) void hold(response)
      return responses.map(({ status }) => status)
    })
    expect(first.sort()).toEqual([200, 200, 429])
    await run(playground, /^That was a lot of runs\. /)
    await expect(playground.getByRole('paragraph').filter({ hasText: '2 of your runs are still under way' })).toBeVisible()
    await expect(playground.getByRole('button', { name: /^Run in \d+ s$/ })).toBeVisible()
  })
})

test('what is sent to be run is checked, and the first mistake is named', async ({ request }) => {
  const files = [{ path: 'server.js', content: starter }]
  const whole = { lessonId: SHORT.frontMatter.id, files }
  const refused: [object | string, number, string][] = [
    [{}, 400, 'lessonId'],
    ['no json', 400, ''],
    [{ ...whole, lessonId: 'les-nobody-wrote' }, 404, 'lessonId'],
    [{ ...whole, files: [] }, 400, 'files'],
    [{ ...whole, files: [{ path: '../../etc/passwd', content: '' }] }, 400, 'files.0.path'],
    [{ ...whole, files: [{ path: '/abs.js', content: '' }] }, 400, 'files.0.path'],
    [{ ...whole, sites: [{ host: 'evil.test' }] }, 400, ''],
    [{ ...whole, requests: [{ id: 'own-1', type: 'request', method: 'GET', url: 'http://169.254.169.254/latest' }] }, 400, 'requests.0.url'],
    [{ ...whole, requests: [{ id: 'own-1', type: 'visit', url: 'http://shop.test/' }] }, 400, 'requests.0.browser'],
    [{ ...whole, requests: [{ id: 'own-1', type: 'restart-server' }] }, 400, 'requests.0.type'],
    [{ ...whole, files: [{ path: 'server.js', content: 'x'.repeat(70_000) }] }, 413, 'files'],
  ]
  for (const [data, status, field] of refused) {
    const response = await request.post('/api/runs', {
      headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json', ...ownAddress() },
      data,
    })
    const { error } = await response.json()
    expect.soft({ status: response.status(), field: error.field ?? '' }, JSON.stringify(data).slice(0, 200)).toEqual({ status, field })
    expect.soft(error.message, JSON.stringify(data).slice(0, 100)).not.toBe('')
  }
})

test('the lab on the home page runs as well', async ({ page }) => {
  await page.goto('/')
  const home = page.getByRole('region', { name: new RegExp(lab.title) })
  await run(home)
  expect(await answersOf(home)).toEqual(lab.steps.map((_, index) => `200 “Visit number ${index + 1}”`))
})
