/** What a learner does with a question: every control found by its words, as on the page. */
import { expect, type Locator, type Page } from '@playwright/test'
import { plain, type Question, type QuestionOf } from './course.ts'

export type Aim = 'right' | 'wrong'

/** The group of controls of a question, by the beginning of its prompt (up to a block of code). */
export const groupOf = (page: Page, { prompt }: Question): Locator => page.getByRole('group', { name: plain(prompt.replace(/```.*/s, '')) })

/** The line that says how the answer was graded. */
export const verdictOf = (group: Locator): Locator => group.getByRole('status').last()

export const VERDICTS = { right: /^Right\./, wrong: /^(Not right yet|Partly right)\./ }

/** Chooses an answer with the controls of the page; nothing is sent. */
export async function choose(group: Locator, question: Question, aim: Aim): Promise<void> {
  switch (question.type) {
    case 'single':
    case 'predict':
    case 'set-cookie-verdict':
      return optionOf(group, question, aim).check()
    case 'multiple':
    case 'cookies-sent':
      for (const option of question.options) {
        const isChosen = aim === 'right' ? option.right === true : option === question.options.find(({ right }) => !right)
        await group.getByRole('checkbox', { name: plain(option.text ?? ''), exact: true }).setChecked(isChosen)
      }
      return
    case 'fill-in':
      return textField(group).fill(aim === 'right' ? String(question.answers[0]) : wrongText(question))
    case 'order':
      for (const [index, { text }] of orderFor(question, aim).entries()) await placeOf(group, text).selectOption(String(index + 1))
      return
    case 'match':
      for (const [index, { left }] of question.pairs.entries()) {
        const { right } = question.pairs[aim === 'right' ? index : (index + 1) % question.pairs.length] as { right: string }
        await chooseRight(lineOf(group, left), right)
      }
  }
}

/** The controls hold this answer. */
export async function expectChosen(group: Locator, question: Question, aim: Aim): Promise<void> {
  switch (question.type) {
    case 'single':
    case 'predict':
    case 'set-cookie-verdict':
      return expect(group.locator('input:checked + span')).toContainText(chosenWords(question, aim))
    case 'multiple':
    case 'cookies-sent':
      return expect(group.locator('input:checked')).toHaveCount(aim === 'right' ? question.options.filter(({ right }) => right).length : 1)
    case 'fill-in':
      return expect(textField(group)).toHaveValue(aim === 'right' ? String(question.answers[0]) : wrongText(question))
    case 'order':
      for (const [index, { text }] of orderFor(question, aim).entries()) await expect(placeOf(group, text)).toHaveValue(String(index + 1))
      return
    case 'match':
      for (const [index, { left }] of question.pairs.entries()) {
        const { right } = question.pairs[aim === 'right' ? index : (index + 1) % question.pairs.length] as { right: string }
        await expect(lineOf(group, left).locator('option:checked')).toHaveText(new RegExp(`^[A-Z]: ${escaped(plain(right))}$`))
      }
  }
}

/** Chooses, sends and waits for the verdict. */
export async function answer(page: Page, question: Question, aim: Aim): Promise<Locator> {
  const group = groupOf(page, question)
  await choose(group, question, aim)
  await group.getByRole('button', { name: 'Check answer' }).click()
  await expect(verdictOf(group)).toHaveText(VERDICTS[aim])
  return group
}

type OptionQuestion = QuestionOf<'single' | 'predict' | 'set-cookie-verdict'>

export const optionWords = (option: { text?: string; output?: string }): string => plain(option.text ?? '') || (option.output ?? '').trim()

export function optionOf(group: Locator, question: OptionQuestion, aim: Aim): Locator {
  return group.getByRole('radio', { name: chosenWords(question, aim), exact: true })
}

function chosenWords(question: OptionQuestion, aim: Aim): string {
  const option = question.options.find(({ right }) => (aim === 'right') === (right === true))
  return optionWords(option ?? {})
}

export const textField = (group: Locator): Locator => group.getByRole('textbox', { name: 'Your answer' })

/** A near miss where there is one, else something that nobody accepts. */
function wrongText({ nearMisses = [] }: QuestionOf<'fill-in'>): string {
  return nearMisses[0]?.answer ?? 'nothing of the sort'
}

/** The first two items change places for a wrong order. */
export function orderFor({ items }: QuestionOf<'order'>, aim: Aim): { text: string }[] {
  const [first, second, ...rest] = items
  return aim === 'right' || !first || !second ? items : [second, first, ...rest]
}

export const placeOf = (group: Locator, text: string): Locator => group.getByRole('combobox', { name: `Place of: ${plain(text)}`, exact: true })

export const lineOf = (group: Locator, left: string): Locator => group.getByRole('combobox', { name: plain(left) })

/** Chooses the right side by its words; its letter depends on the order in which they came. */
async function chooseRight(select: Locator, right: string): Promise<void> {
  const labels = await select.getByRole('option').allTextContents()
  await select.selectOption({ label: labels.find((label) => label.replace(/^[A-Z]: /, '') === plain(right)) ?? '' })
}

const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
