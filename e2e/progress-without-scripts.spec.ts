/** With scripts off, an account keeps answers, marks and confidence that are sent by plain forms. */
import type { Page } from '@playwright/test'
import { newPerson, SIGNED_IN, signIn, signUp } from './accounts.ts'
import { questionOf, SHORT } from './course.ts'
import { expect, test } from './fixtures.ts'
import { groupOf, optionOf } from './learner.ts'

test.use({ ...SIGNED_IN, javaScriptEnabled: false })

const question = questionOf(SHORT, 'single')
const standing = (page: Page) => page.locator(`#${SHORT.frontMatter.id}`)

test('answers, a mark and a confidence are kept, and shown on the page of progress', async ({ page, openBrowser }) => {
  const other = await openBrowser({ javaScriptEnabled: true })
  const person = await signUp(other, newPerson('Grace'))
  await signIn(page, person)
  await page.goto(SHORT.path)
  await optionOf(groupOf(page, question), question, 'right').check()
  await groupOf(page, question).getByRole('button', { name: 'Check answer' }).click()
  await expect(page.getByText('Kept in your account.')).toBeVisible()
  await page.reload()
  await page.goto(SHORT.path)
  await page.getByRole('button', { name: 'With gaps' }).click()
  await expect(standing(page)).toContainText('can explain it: with gaps')
  await page.goto(SHORT.path)
  await page.getByRole('button', { name: 'Mark this step as done' }).click()
  await expect(page).toHaveURL(new RegExp(`/progress#${SHORT.frontMatter.id}$`))
  await expect(standing(page)).toContainText(/Done .*1 of \d+ right/)

  await other.goto(SHORT.path)
  await expect(groupOf(other, question).getByText('Right. Answered on')).toBeVisible()
  const { questions } = await other.evaluate(async () => (await fetch('/api/progress')).json())
  expect(questions[question.id].attempts, 'the reload of the result counts nothing').toHaveLength(1)
})
