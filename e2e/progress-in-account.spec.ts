/** What is done with an account is on every device, survives being offline and closed pages, and is counted once. */
import type { Page } from '@playwright/test'
import { SIGNED_IN, signIn, signOut, signUp } from './accounts.ts'
import { questionOf, SHORT } from './course.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts'
import { answer, groupOf, optionOf, verdictOf } from './learner.ts'
import { openPlainEditor, playgroundOf, shownCodeOf } from './playground-hands.ts'

test.use(SIGNED_IN)

const question = questionOf(SHORT, 'single')
const confidenceOf = (page: Page) => page.getByRole('region', { name: 'Can you explain this in 30 seconds without notes?' })
const keptLine = (page: Page) => page.getByText(/^Your code, answers and progress are/)
const isSaved = (page: Page) => expect(keptLine(page)).toHaveText(/are saved to your account/)
const keptOffline = (page: Page) => page.getByText(/^Offline: kept in this browser, and sent when there is a connection\. Your progress/)
/** The line of the lesson on the page of all progress. */
const standing = (page: Page) => page.locator(`#${SHORT.frontMatter.id}`)

test('what was done before signing up is kept, and a second browser has it', async ({ page, openBrowser }) => {
  await page.goto(SHORT.path)
  await answer(page, question, 'right')
  await confidenceOf(page).getByText('With gaps', { exact: true }).click()
  const person = await signUp(page)
  const offer = page.getByRole('region', { name: 'Keep the progress made on this browser?' })
  await expect(offer).toContainText('1 step was opened and 1 answer given')
  await expectAccessible(page, 'the offer to keep progress')
  await offer.getByRole('button', { name: 'Keep it in my account' }).click()
  await expect(offer).toBeHidden()

  await page.goto(SHORT.path)
  await isSaved(page)
  await expect(groupOf(page, question).getByText('Right. Answered on')).toBeVisible()
  await expect(confidenceOf(page).getByRole('status')).toHaveText(/^Saved to your account, \d{1,2} \w+ \d{4}\.$/)

  const other = await openBrowser()
  await signIn(other, person)
  await expect(other.getByRole('region', { name: 'Keep the progress made on this browser?' })).toBeHidden()
  await other.goto('/progress')
  await expect(standing(other)).toContainText(
    `1 of ${SHORT.questions.length} right · its lab’s checks have not passed yet · can explain it: with gaps`,
  )
  await expectAccessible(other, 'the progress of an account')
  for (const width of [390, 768, 1440]) {
    await other.setViewportSize({ width, height: 900 })
    await expectNoSidewaysScroll(other, `progress at ${width} px`)
  }
  await other.goto(SHORT.path)
  await expect(groupOf(other, question).getByText('Right. Answered on')).toBeVisible()

  await other.getByRole('button', { name: 'Mark this step as done' }).click()
  await isSaved(other)
  await page.bringToFront()
  await page.reload()
  await expect(page.getByText(/^Done\. Marked by hand on/)).toBeVisible()
})

test.describe('offline', () => {
  test.use({ expectedErrors: /net::ERR_INTERNET_DISCONNECTED|Failed to fetch/ })

  test('work goes on, and is in the account when the line is back; counted once', async ({ page, context, openBrowser }) => {
    const person = await signUp(page)
    await page.goto(SHORT.path)
    await isSaved(page)
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Mark this step as done' }).click()
    await expect(page.getByText(/^Done\. .*Offline: kept in this browser/)).toBeVisible()
    await optionOf(groupOf(page, question), question, 'right').check()
    await groupOf(page, question).getByRole('button', { name: 'Check answer' }).click()
    await expect(verdictOf(groupOf(page, question))).toContainText('Your answer is kept in this browser')
    await context.setOffline(false)
    await isSaved(page)

    const other = await openBrowser()
    await signIn(other, person)
    await other.goto('/progress')
    await expect(standing(other)).toContainText(/^.*Done .*1 of \d+ right/)
    await page.reload()
    await expect(groupOf(page, question).getByText('Right. Answered on')).toBeVisible()
    const { questions } = await page.evaluate(async () => (await fetch('/api/progress')).json())
    expect(questions[question.id].attempts).toHaveLength(1)
  })
})

test.describe('code', () => {
  test.use({ viewport: { width: 1440, height: 900 }, expectedErrors: /net::ERR_INTERNET_DISCONNECTED|Failed to fetch/ })

  test('is the same in two browsers; of two versions that did not know of each other the newer wins and the other can be put back', async ({
    page,
    context,
    openBrowser,
  }) => {
    const person = await signUp(page)
    await page.goto(SHORT.path)
    await (await openPlainEditor(page, playgroundOf(page))).fill('// from the first browser')
    await isSaved(page)

    const other = await openBrowser({ viewport: { width: 1440, height: 900 } })
    await signIn(other, person)
    await other.goto(SHORT.path)
    await expect(shownCodeOf(playgroundOf(other))).toHaveText('// from the first browser')

    await context.setOffline(true)
    await (await openPlainEditor(page, playgroundOf(page))).fill('// written on a train')
    await expect(keptOffline(page)).toBeVisible()
    await (await openPlainEditor(other, playgroundOf(other))).fill('// written later at home')
    await isSaved(other)
    await context.setOffline(false)
    await isSaved(page)
    await expect(await openPlainEditor(page, playgroundOf(page))).toHaveValue('// written later at home')

    const kept = playgroundOf(page).getByText('In your account: 1 other version of your code')
    await kept.click()
    await playgroundOf(page)
      .getByText(/^server\.js, /)
      .click()
    await expect(playgroundOf(page).locator('pre').filter({ hasText: '// written on a train' })).toBeVisible()
    await playgroundOf(page).getByRole('button', { name: 'Put this version of server.js into the editor' }).click()
    await expect(await openPlainEditor(page, playgroundOf(page))).toHaveValue('// written on a train')
    await isSaved(page)
    await other.reload()
    await expect(shownCodeOf(playgroundOf(other))).toHaveText('// written on a train')
  })
})

test('two tabs at once lose nothing and count nothing twice', async ({ page, context }) => {
  await signUp(page)
  await page.goto(SHORT.path)
  const second = await context.newPage()
  await second.goto(SHORT.path)
  await Promise.all([
    confidenceOf(page).getByText('Yes', { exact: true }).click(),
    second.getByRole('button', { name: 'Mark this step as done' }).click(),
    optionOf(groupOf(page, question), question, 'right').check(),
  ])
  await groupOf(page, question).getByRole('button', { name: 'Check answer' }).dblclick()
  await expect(verdictOf(groupOf(page, question))).toHaveText(/^Right\./)
  await Promise.all([isSaved(page), isSaved(second)])
  await expect(page.getByText(/^Done\. Marked by hand on/)).toBeVisible()
  await expect(confidenceOf(second).getByRole('radio', { name: 'Yes', exact: true })).toBeChecked()
  const { lessons, questions } = await page.evaluate(async () => (await fetch('/api/progress')).json())
  expect(lessons[SHORT.frontMatter.id]).toMatchObject({ marked: { done: true }, confidence: { level: 'yes' } })
  expect(questions[question.id].attempts).toHaveLength(1)
})

test('on a shared computer the work of others stays apart, and nothing of an account stays behind', async ({ page }) => {
  await page.goto(SHORT.path)
  await answer(page, question, 'right')
  const person = await signUp(page)
  await page.getByRole('button', { name: 'Do not keep it' }).click()
  await page.goto(SHORT.path)
  await isSaved(page)
  await expect(groupOf(page, question).getByText('Right. Answered on')).toBeHidden()
  await page.getByRole('button', { name: 'Mark this step as done' }).click()
  await isSaved(page)
  await page.goto('/progress')
  await expect(page.getByRole('region', { name: 'Keep the progress made on this browser?' })).toBeHidden()
  await expect(standing(page)).toContainText('0 of')

  await signOut(page)
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('crumbtrail:account')))).toEqual([])
  await page.goto(SHORT.path)
  await expect(groupOf(page, question).getByText('Right. Answered on')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Mark this step as done' })).toBeVisible()

  await signIn(page, person)
  await expect(page.getByRole('region', { name: 'Keep the progress made on this browser?' }), 'the question comes with each sign-in').toBeVisible()
  await page.goto('/progress')
  await expect(page.getByRole('region', { name: 'Keep the progress made on this browser?' }), 'and on the page of progress, undecided').toBeVisible()
})

test.describe('a session that ended elsewhere', () => {
  test.use({ expectedErrors: /the server responded with a status of 401/ })

  test('work is kept here and sent after signing in', async ({ page, context }) => {
    const person = await signUp(page)
    await page.goto(SHORT.path)
    await isSaved(page)
    await context.clearCookies()
    await page.getByRole('button', { name: 'Mark this step as done' }).click()
    await expect(page.getByText(/^Done\. .*Signed out: kept in this browser\. Sign in to send it/)).toBeVisible()
    await signIn(page, person, SHORT.path)
    await page.goto(SHORT.path)
    await isSaved(page)
    const { lessons } = await page.evaluate(async () => (await fetch('/api/progress')).json())
    expect(lessons[SHORT.frontMatter.id]?.marked?.done).toBe(true)
  })
})
