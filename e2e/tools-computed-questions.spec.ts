/** Questions that the jar makes: another one whenever it is asked for, with scripts and without. */
import { formOf, lessonOf, plain, questionOf } from './course.ts'
import { expect, expectAccessible, test } from './fixtures.ts'
import { answer, choose, groupOf, VERDICTS, verdictOf } from './learner.ts'

const FLAGS = lessonOf('secure-and-httponly')
const sent = questionOf(FLAGS, 'cookies-sent')
const line = questionOf(FLAGS, 'set-cookie-verdict')

for (const question of [sent, line]) {
  test(`${question.type}: another one takes its place, is graded as itself, and counts for the same question`, async ({ page }) => {
    await page.goto(FLAGS.path)
    await answer(page, question, 'wrong')
    const group = groupOf(page, question)
    const loaded = page.waitForResponse((response) => response.url().includes(`/api/questions/${question.id}?seed=`))
    await group.getByRole('button', { name: 'Another one like this' }).click()
    const seed = Number(new URL((await loaded).url()).searchParams.get('seed'))
    await expect(group).toBeFocused()
    const other = formOf(question, seed)
    await answer(page, other, 'right')
    await expect(page.getByText(`Questions: 1 of ${FLAGS.questions.length} right.`)).toBeVisible()

    // The page opens with the author's form, and the one that was worked on is a press away.
    await page.reload()
    await group.getByRole('button', { name: 'Back to the one you were at' }).click()
    await expect(group.getByText('Right. Answered on')).toBeVisible()
  })
}

test('without scripts another one has a page of its own, and its result too', async ({ openBrowser }) => {
  const page = await openBrowser({ javaScriptEnabled: false })
  await page.goto(FLAGS.path)
  await groupOf(page, sent).getByRole('link', { name: 'Another one like this' }).click()
  await expect(page).toHaveURL(new RegExp(`/practice/${sent.id}\\?seed=\\d+$`))
  const seed = Number(new URL(page.url()).searchParams.get('seed'))
  const form = formOf(sent, seed)
  const seen = await openBrowser()
  await seen.goto(page.url())
  await expectAccessible(seen)
  await choose(groupOf(page, form), form, 'right')
  await groupOf(page, form).getByRole('button', { name: 'Check answer' }).click()
  await expect(page.getByText('1 of 1 right.')).toBeVisible()
  for (const { text } of form.options.filter(({ right }) => right)) {
    await expect(
      page
        .getByRole('listitem')
        .filter({ hasText: plain(text ?? '') })
        .first(),
    ).toContainText('You chose this. This is right.')
  }
  await page.getByRole('link', { name: 'Another one like this' }).click()
  await expect(page).toHaveURL(new RegExp(`/practice/${sent.id}\\?seed=\\d+$`))
})

test('a form is made for a seed and nothing else, and tells no answer', async ({ request }) => {
  const ask = (id: string, query: string) => request.get(`/api/questions/${id}${query}`)
  const response = await ask(sent.id, '?seed=7')
  expect(response.status()).toBe(200)
  const body = await response.text()
  expect(JSON.parse(body)).toMatchObject({ questionId: sent.id, type: 'cookies-sent', seed: 7 })
  for (const { why } of formOf(sent, 7).options) expect(body).not.toContain(plain(why).slice(0, 40))
  for (const query of ['', '?seed=', '?seed=-1', '?seed=1.5', '?seed=4294967296', '?seed=01', '?seed=seven'])
    expect.soft((await ask(sent.id, query)).status(), query).toBe(400)
  for (const id of ['q-nobody-asks', '__proto__', questionOf(FLAGS, 'single').id]) expect.soft((await ask(id, '?seed=7')).status(), id).toBe(404)
  for (const path of [`practice/${questionOf(FLAGS, 'single').id}`, 'practice/q-nobody-asks'])
    expect.soft((await request.get(`${FLAGS.path}/${path}`)).status(), path).toBe(404)
})

test('an answer to one form is not taken for another', async ({ page, request }) => {
  await page.goto(FLAGS.path)
  const replied = page.waitForRequest('**/api/answers')
  await answer(page, line, 'right')
  const { answer: given, ...rest } = (await replied).postDataJSON()
  const response = await request.post('/api/answers', {
    headers: { 'sec-fetch-site': 'same-origin' },
    data: { ...rest, answer: { ...given, seed: given.seed + 1 } },
  })
  expect(response.status()).toBe(400)
  expect((await response.json()).error.field).toBe('answer.choice')
})

test.describe('when the site cannot be reached', () => {
  test.use({ expectedErrors: /ERR_INTERNET_DISCONNECTED/ })

  test('the question stays, and that is said', async ({ page, context }) => {
    await page.goto(FLAGS.path)
    const group = groupOf(page, sent)
    await choose(group, sent, 'right')
    await context.setOffline(true)
    await group.getByRole('button', { name: 'Another one like this' }).click()
    await expect(group.getByText('The site cannot be reached, so this one stays')).toBeVisible()
    await context.setOffline(false)
    await group.getByRole('button', { name: 'Check answer' }).click()
    await expect(verdictOf(group)).toHaveText(VERDICTS.right)
  })
})
