/** A learner answers every question of a lesson and touches nothing but the keyboard. */
import type { Locator, Page } from '@playwright/test'
import { plain, type Question, questionOf, SHORT } from './course.ts'
import { expect, test } from './fixtures.ts'
import { groupOf, optionOf, orderFor, textField, VERDICTS, verdictOf } from './learner.ts'

test('from question to question: choose, send, read, go on', async ({ page }) => {
  await page.goto(SHORT.path)
  // The group that a jump to the questions ends in; from here on Tab and the arrows lead.
  await groupOf(page, SHORT.questions[0] as Question).focus()
  for (const [index, question] of SHORT.questions.entries()) {
    const group = groupOf(page, question)
    await expect(group).toBeFocused()
    await chooseByKeys(page, group, question)
    await expect(verdictOf(group)).toHaveText(VERDICTS.right)
    if (index === SHORT.questions.length - 1) break
    await tabTo(page, group.getByRole('button', { name: 'Next question' }))
    await page.keyboard.press('Enter')
  }
  await expect(page.getByText(`Questions: ${SHORT.questions.length} of ${SHORT.questions.length} right.`)).toBeVisible()
})

test('after a wrong answer the focus is where the next try begins', async ({ page }) => {
  const question = questionOf(SHORT, 'single')
  await page.goto(SHORT.path)
  const group = groupOf(page, question)
  await optionOf(group, question, 'wrong').focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await expect(verdictOf(group)).toHaveText(VERDICTS.wrong)
  await tabTo(page, group.getByRole('button', { name: 'Try again' }))
  await page.keyboard.press('Enter')
  await expect(group.getByRole('radio').first()).toBeFocused()
})

test('an item that is moved keeps the focus, says its place, and does nothing at the end', async ({ page }) => {
  const question = questionOf(SHORT, 'order')
  await page.goto(SHORT.path)
  const group = groupOf(page, question)
  const place = group.getByRole('combobox').first()
  const words = String(await place.getAttribute('aria-label')).replace('Place of: ', '')
  const [up, down] = [group.getByRole('button', { name: `Move up: ${words}` }), group.getByRole('button', { name: `Move down: ${words}` })]
  await down.focus()
  await page.keyboard.press('Enter')
  await expect(down).toBeFocused()
  await expect(group.getByRole('status').first()).toHaveText(`Now at place 2 of ${question.items.length}: ${words}`)
  await up.focus()
  await page.keyboard.press('Space')
  await expect(up).toBeFocused()
  await page.keyboard.press('Space')
  await expect(group.getByRole('combobox', { name: `Place of: ${words}`, exact: true })).toHaveValue('1')
})

/** Presses Tab until the control has the focus; a control that cannot be reached fails. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  await expect(target).toBeFocused()
}

async function chooseByKeys(page: Page, group: Locator, question: Question): Promise<void> {
  const { keyboard } = page
  switch (question.type) {
    case 'single':
    case 'predict':
    case 'set-cookie-verdict': {
      await tabTo(page, group.getByRole('radio').first())
      await keyboard.press('Space')
      const target = optionOf(group, question, 'right')
      for (let presses = 0; presses < question.options.length && !(await target.isChecked()); presses += 1) await keyboard.press('ArrowDown')
      return keyboard.press('Enter')
    }
    case 'multiple':
    case 'cookies-sent':
      for (const option of question.options.filter(({ right }) => right)) {
        await tabTo(page, group.getByRole('checkbox', { name: plain(option.text ?? ''), exact: true }))
        await keyboard.press('Space')
      }
      return keyboard.press('Enter')
    case 'fill-in':
      await tabTo(page, textField(group))
      await keyboard.type(String(question.answers[0]))
      return keyboard.press('Enter')
    case 'order':
      for (const [index, { text }] of orderFor(question, 'right').entries()) await moveTo(page, group, plain(text), index + 1)
      break
    case 'match':
      for (const { left, right } of question.pairs) {
        const select = group.getByRole('combobox', { name: plain(left) })
        await tabTo(page, select)
        const labels = await select.getByRole('option').allTextContents()
        await keyboard.type(String(labels.find((label) => label.endsWith(`: ${plain(right)}`))).slice(0, 2))
      }
  }
  await tabTo(page, group.getByRole('button', { name: 'Check answer' }))
  await keyboard.press('Enter')
}

/** Gives an item its place by typing it. Those before it have theirs already, so the way leads on, never back. */
async function moveTo(page: Page, group: Locator, words: string, place: number): Promise<void> {
  const select = group.getByRole('combobox', { name: `Place of: ${words}`, exact: true })
  await tabTo(page, select)
  await page.keyboard.type(String(place))
  await expect(select).toHaveValue(String(place))
  await expect(select).toBeFocused()
}
