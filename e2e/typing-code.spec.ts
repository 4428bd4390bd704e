/** A learner types code in the full editor, which knows Node and the packages of the sandbox. */
import type { Locator, Page } from '@playwright/test'
import { CONCEPT, SHORT } from './course.ts'
import { expect, expectReadableColours, test } from './fixtures.ts'
import { expectOutcome, openFullEditor, playgroundOf, replaceCode } from './playground-hands.ts'

const TYPES = /editor-types[^/]*\.json$/

test.use({ viewport: { width: 1440, height: 900 } })

/** The list beside the cursor. */
const suggestion = (page: Page, name: string): Locator => page.getByRole('option', { name: new RegExp(`^${name}(,|$| )`) })

/** Types at the end of the file, as a hand does: what is suggested is asked for by typing. */
async function typeAtEnd(page: Page, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type(text)
}

test('suggestions and parameters for Express and Node, by import and by require', async ({ page, context }) => {
  const asked: string[] = []
  context.on('request', (request) => TYPES.test(request.url()) && asked.push(request.url()))
  await page.goto(SHORT.path)
  const playground = playgroundOf(page)
  await playground.getByRole('tabpanel').first().hover()
  expect(asked, 'not one byte before an editor is opened').toEqual([])
  const arrived = page.waitForResponse((response) => TYPES.test(response.url()))
  await openFullEditor(playground)
  const response = await arrived
  expect(response.headers()['cache-control']).toContain('immutable')

  for (const [head, last, names] of [
    ["import express from 'express'\nconst app = express()\n", 'app.', ['get', 'listen', 'use']],
    ["const express = require('express')\nconst app = express()\n", 'app.', ['get', 'listen', 'use']],
    ["import { createServer } from 'node:http'\n", 'createServer((req, res) => res.', ['writeHead', 'setHeader']],
  ] as const) {
    await replaceCode(page, head)
    await typeAtEnd(page, last)
    for (const name of names) {
      await page.keyboard.type(name)
      await expect(suggestion(page, name).first(), `${last}${name}`).toBeVisible()
      for (const _ of name) await page.keyboard.press('Backspace')
    }
  }

  await replaceCode(page, "import express from 'express'\nexpress().get('/', (req, res) => ")
  await typeAtEnd(page, 'res.cookie(')
  const hint = page.locator('.parameter-hints-widget')
  await expect(hint).toContainText(/cookie\(name: string, val: /)
  await expect(hint, 'with the words of the documentation').toContainText('max-age in milliseconds')
  expect(new Set(asked).size, 'one file, asked for once').toBe(asked.length)
})

test('no mistake is marked where there is none, and one is where there is', async ({ page }) => {
  test.slow()
  for (const lesson of [SHORT, CONCEPT]) {
    await page.goto(lesson.path)
    const playground = playgroundOf(page)
    const arrived = page.waitForResponse((response) => TYPES.test(response.url()))
    const editor = await openFullEditor(playground)
    await (await arrived).finished()
    for (const { path } of lesson.lab?.start ?? []) {
      await playground.getByRole('tab', { name: path }).click()
      await editor.focus()
      // A mistake of ours at the end says when the file has been judged; it has to be the only one.
      await page.keyboard.press('ControlOrMeta+End')
      await page.keyboard.insertText('\nconst nothing')
      // The compiler of the language is 7 MB of script that a slow machine has to read first.
      await expect(playground.locator('.squiggly-error').first()).toBeVisible({ timeout: 60_000 })
      await page.keyboard.press('Alt+F8')
      await expect(playground.getByText("'const' declarations must be initialized."), path).toBeVisible()
      await expect(playground.getByText(/^1 of 1 problem/), path).toBeVisible()
      await page.keyboard.press('Escape')
      await page.keyboard.press('ControlOrMeta+Z')
    }
  }
})

test('what the editor draws beside the code can be read in both themes', async ({ page }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.goto(SHORT.path)
    await openFullEditor(playgroundOf(page))
    await replaceCode(page, "import express from 'express'\nimport { unused } from './other.js'\n")
    await typeAtEnd(page, 'express().use')
    await expect(suggestion(page, 'use').first()).toBeVisible()
    await expectReadableColours(page, `suggestions, ${colorScheme}`)
    await page.keyboard.press('Escape')
    await page.keyboard.type('(')
    await expect(page.locator('.parameter-hints-widget')).toBeVisible()
    await expectReadableColours(page, `parameters, ${colorScheme}`)
  }
})

test.describe('when the types cannot be fetched', () => {
  test.use({ expectedErrors: /editor-types|ERR_FAILED/ })

  test('the editor edits and runs, and asks again when it is next opened', async ({ page }) => {
    let isAway = true
    await page.route(TYPES, (route) => (isAway ? route.abort() : route.continue()))
    await page.goto(SHORT.path)
    const playground = playgroundOf(page)
    const failed = page.waitForEvent('requestfailed', (request) => TYPES.test(request.url()))
    await openFullEditor(playground)
    await failed
    await replaceCode(page, (SHORT.lab?.start[0]?.content ?? '').replace('Visit number', 'Call number'))
    await page.keyboard.press('ControlOrMeta+Enter')
    await expectOutcome(playground, /^Finished · /)
    isAway = false
    await playground.getByRole('button', { name: 'Plain text area' }).click()
    const arrived = page.waitForResponse((response) => TYPES.test(response.url()))
    await playground.getByRole('button', { name: 'Full editor' }).click()
    expect((await arrived).ok()).toBe(true)
  })
})
