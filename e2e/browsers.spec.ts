/** A learner runs a lab with simulated browsers: sees who sent which cookie to whom, why others stayed, and lets a browser do something of their own. */
import type { Locator, Page } from '@playwright/test'
import { lessonOf } from './course.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, expectReadableColours, test } from './fixtures.ts'
import { ASKING, logOf, openPlainEditor, playgroundOf, rowOf, run, runButtonOf } from './playground-hands.ts'

const LESSON = lessonOf('secure-and-httponly')
const lab = LESSON.lab ?? { title: '', steps: [], start: [], solved: [], sites: [], browsers: [] }
const stepOf = (type: string) => lab.steps.find((step) => step.type === type)?.id ?? ''

test.use({ viewport: { width: 1440, height: 900 } })

async function runSolved(page: Page): Promise<Locator> {
  await page.goto(LESSON.path)
  const toLab = page.getByRole('link', { name: 'Lab', exact: true })
  if (await toLab.isVisible()) await toLab.click()
  const playground = playgroundOf(page)
  for (const { path, content } of lab.solved) await (await openPlainEditor(page, playground, path)).fill(content)
  await run(playground)
  return playground
}

/** Opens a row, and waits for what explains it. */
async function open(playground: Locator, stepId: string): Promise<Locator> {
  const row = rowOf(playground, stepId)
  await row.locator('summary').first().click()
  return row
}

test('the recorded run is drawn at once: a row for each step, whoever acts', async ({ page }) => {
  await page.goto(LESSON.path)
  const playground = playgroundOf(page)
  for (const { id, type, note } of lab.steps) {
    await expect(rowOf(playground, id)).toBeAttached()
    if (note) await expect(rowOf(playground, id)).toContainText(note.slice(0, 30))
    if (ASKING.includes(type)) await expect(rowOf(playground, id)).toContainText(/\b[1-5]\d\d\b/)
  }
  for (const width of [320, 390, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    if (width < 768) await page.getByRole('link', { name: 'Lab', exact: true }).click()
    await expect(rowOf(playground, lab.steps[0]?.id ?? '')).toBeVisible()
    await expectNoSidewaysScroll(page, `the timeline at ${width} px`)
    if (width >= 768) await expectAccessible(page, `the timeline at ${width} px`)
  }
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectReadableColours(page, 'the timeline in the dark')
})

test('a run: cookies travel, a script is shown one and not the other, and the reason is told by keyboard', async ({ page }) => {
  const playground = await runSolved(page)
  await expect(rowOf(playground, 'login')).toContainText('sets cookie sid=')
  await expect(rowOf(playground, 'login-2')).toContainText('carries cookie sid=')
  await expect(rowOf(playground, 'login-2')).toContainText('redirected')
  const read = rowOf(playground, stepOf('read-cookies'))
  await expect(read).toContainText('shows the script cookie theme=')
  const hidden = read.getByText('sid', { exact: true }).first()
  await expect(read).toContainText('hides from the script cookie sid')
  const reason = read.getByRole('tooltip')
  await expect(reason).toBeHidden()
  await page.keyboard.press('Shift')
  await read.locator('summary').focus()
  await expect(reason).toContainText('It is HttpOnly, and a script is asking.')
  await expectAccessible(page, 'a reason shown')
  await page.keyboard.press('Escape')
  await expect(reason).toBeHidden()
  await hidden.click()
  await expect(reason, 'a click on a cookie opens its reason, not the row').toBeVisible()
  await expect(read.locator('details')).not.toHaveAttribute('open')
  await expect(rowOf(playground, 'login').getByText('changed'), 'against the recorded starter').toBeVisible()
})

test('an exchange explained: cookies with their rules, what the request tells, the jar, and the wire', async ({ page }) => {
  const playground = await runSolved(page)
  const row = await open(playground, 'login-2')
  const sent = row.getByRole('table', { name: 'With the request: cookies' })
  await expect(sent.getByRole('row', { name: /sid.*Sent.*nobody from another site is asking/ })).toBeVisible()
  await expect(sent.getByRole('link', { name: /rfc6265bis §/ }).first()).toHaveAttribute('href', /draft-ietf-httpbis-rfc6265bis/)
  await expectAccessible(page, 'cookies explained')
  await row.getByRole('button', { name: 'Rules' }).click()
  await expect(row.getByText('Sec-Fetch-* headers tell the server who asks and what for; a script cannot forge them.')).toBeVisible()
  await row.getByRole('button', { name: 'Jar' }).click()
  const jar = row.getByRole('table', { name: 'Cookies of alice' })
  await expect(jar.getByRole('row', { name: /sid.*shop\.test.*the browser closes.*HttpOnly/ })).toBeVisible()
  await expect(row.getByText(/^A script on https:\/\/shop\.test\/.* sees in document\.cookie: theme=/)).toBeVisible()
  await expectAccessible(page, 'a jar')
  await row.getByRole('button', { name: 'Raw' }).click()
  await expect(row.getByRole('group', { name: 'Request, raw' })).toContainText(/Cookie: .*sid=/)
})

test('the same as a table and as text to copy', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const playground = await runSolved(page)
  await playground.getByRole('button', { name: 'Table', exact: true }).click()
  const table = playground.getByRole('table', { name: 'Timeline' })
  await expect(table.getByRole('row', { name: /alice → shop\.test GET https:\/\/shop\.test\/ .*theme=.* set/ }).first()).toBeVisible()
  await expectAccessible(page, 'the timeline as a table')
  await playground.getByRole('button', { name: 'Text', exact: true }).click()
  await playground.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect(playground.getByText('Copied.')).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toMatch(/^alice → shop\.test: GET https:\/\/shop\.test\/ => 200/m)
  expect(copied).toMatch(/sid=\S+ hidden from the script: It is HttpOnly, and a script is asking\./)
  await playground.getByRole('button', { name: 'Diagram', exact: true }).click()
  await expect(rowOf(playground, 'login')).toBeVisible()
})

test('steps of the learner’s own: added, refused with the field named, played, kept, removed', async ({ page }) => {
  const playground = await runSolved(page)
  await playground.getByRole('combobox', { name: 'Browser' }).selectOption('alice')
  const address = playground.getByRole('textbox', { name: 'Path or address' })
  await address.fill('https://elsewhere.example/')
  await playground.getByRole('button', { name: 'Add step' }).click()
  await expect(playground.getByRole('alert').getByText('Expected a path such as /account, or an address of shop.test.')).toBeVisible()
  await expect(address).toHaveAttribute('aria-invalid', 'true')
  await address.fill('/account')
  await playground.getByRole('button', { name: 'Add step' }).click()
  await expect(rowOf(playground, 'own-1')).toContainText('Added by you')
  await expect(rowOf(playground, 'own-1')).toContainText(/carries cookie sid=/)
  await playground.getByRole('button', { name: 'Wait 30 min' }).click()
  await expect(rowOf(playground, 'own-2')).toContainText('30 minutes later')
  await playground.getByRole('combobox', { name: 'What happens' }).selectOption('read-cookies')
  await playground.getByRole('button', { name: 'Add step' }).click()
  await expect(rowOf(playground, 'own-3')).toContainText('A script on alice’s page reads document.cookie')
  await expect(rowOf(playground, 'own-3').getByText(/^“/)).toBeVisible()

  await page.reload()
  await expect(rowOf(playground, 'own-2')).toContainText('30 minutes later')
  for (const id of ['own-3', 'own-2', 'own-1'])
    await rowOf(playground, id)
      .getByRole('button', { name: /^Remove/ })
      .click()
  await expect(rowOf(playground, 'own-1')).toHaveCount(0)
})

test('a server that falls in the middle: what was played stays, the rest is there to come', async ({ page }) => {
  await page.goto(LESSON.path)
  const playground = playgroundOf(page)
  const [file] = lab.start
  await (await openPlainEditor(page, playground, file?.path)).fill(`setTimeout(() => process.exit(3), 0)\n${file?.content ?? ''}`)
  await run(playground, /^(The server ended too early|No server on port \d+) · /)
  await expect(logOf(playground)).toBeAttached()
  const last = lab.steps.at(-1)?.id ?? ''
  await (await open(playground, last)).getByText('Not played.').waitFor()
  await expect(runButtonOf(playground)).toBeEnabled()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('a tap on a cookie that was kept back says why', async ({ page }) => {
    const playground = await runSolved(page)
    const read = rowOf(playground, stepOf('read-cookies'))
    await read.getByText('sid', { exact: true }).first().tap()
    await expect(read.getByRole('tooltip')).toBeVisible()
    await expectNoSidewaysScroll(page, 'a reason on a phone')
  })
})
