/** What a learner does in a playground: every part found by its words, as on the page. */
import { expect, type Locator, type Page } from '@playwright/test'

export const playgroundOf = (page: Page): Locator => page.getByRole('region', { name: /^Playground: / })

export const runButtonOf = (lab: Locator): Locator => lab.getByRole('button', { name: /^Run\b/ })

/** The rows of the requests, those of the lab first. */
export const exchangesOf = (lab: Locator): Locator => lab.locator('ol > li:has(> details)')

/** The first row of a step. */
export const rowOf = (lab: Locator, stepId: string): Locator => lab.locator(`li[id="exchange-${stepId}"]`)

/** Types of steps that make requests. */
export const ASKING: readonly string[] = ['request', 'visit', 'submit', 'fetch', 'embed']

export const logOf = (lab: Locator): Locator => lab.getByRole('region', { name: 'Log' })

/** The code as the page shows it while no editor is open. */
export const shownCodeOf = (lab: Locator, path = 'server.js'): Locator => lab.getByRole('tabpanel', { name: path }).locator('code')

/** Comes into the playground with the pointer, once it listens, which brings the form for a step of one’s own. */
export const comeNear = (lab: Locator): Promise<void> =>
  expect(async () => {
    await lab.page().mouse.move(0, 0)
    await lab.getByRole('tab').first().hover()
    await expect(lab.getByRole('textbox', { name: 'Path or address' })).toBeVisible({ timeout: 1000 })
  }).toPass()

/** Runs and waits for the words in the bar. */
export async function run(lab: Locator, outcome: RegExp = /^Finished · /): Promise<void> {
  await runButtonOf(lab).click()
  await expectOutcome(lab, outcome)
}

/** A run on a busy machine may wait for its turn. */
export const expectOutcome = (lab: Locator, outcome: RegExp) => expect(lab.getByText(outcome).first()).toBeVisible({ timeout: 30_000 })

/** Opens the plain text area, which this learner has chosen before. */
export async function openPlainEditor(page: Page, lab: Locator, path = 'server.js'): Promise<Locator> {
  await page.evaluate(() => localStorage.setItem('crumbtrail:editor', 'plain'))
  const edit = lab.getByRole('button', { name: 'Edit', exact: true })
  if (await edit.isVisible()) await edit.click()
  await lab.getByRole('tab', { name: path }).click()
  return lab.getByRole('textbox', { name: `Code of ${path}` })
}

/** Puts this text in the place of the file's, in the editor that has the focus. */
export async function replaceCode(page: Page, code: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(code)
}

/** The full editor, with the focus in it. */
export async function openFullEditor(lab: Locator): Promise<Locator> {
  await lab.getByRole('button', { name: 'Edit', exact: true }).click()
  const editor = lab.getByRole('textbox', { name: /^Code editor\./ })
  await expect(editor).toBeFocused({ timeout: 30_000 })
  return editor
}

/** The line of each exchange that says what came back, such as `200 “Visit number 1”`. */
export const answersOf = async (lab: Locator): Promise<string[]> =>
  (await exchangesOf(lab).locator('summary').allInnerTexts()).map((text) => text.split('\n').findLast((line) => /^\d{3}\b/.test(line)) ?? '')
