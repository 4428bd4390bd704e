/** A discussion in a browser that runs no scripts: read, post, preview, edit, delete, report, all by plain forms. */
import { randomUUID } from 'node:crypto'
import { postForm, SIGNED_IN, signUp } from './accounts.ts'
import { PLAIN } from './course.ts'
import { commentOf, commentWith, composerOf, discussionPath, threadUrl } from './discussion-hands.ts'
import { expect, expectNoSidewaysScroll, test } from './fixtures.ts'

test.use({ ...SIGNED_IN, javaScriptEnabled: false, expectedErrors: /status of (4\d\d|503)/ })

const told = (words: string) => `${words} ${randomUUID().slice(0, 8)}`

test('signed out everything can be read, and the way to an account is shown', async ({ page }) => {
  await page.goto(PLAIN.path)
  await page.getByRole('region', { name: 'Discussion' }).getByRole('link', { name: 'Open the discussion' }).click()
  await expect(page.getByRole('heading', { level: 1, name: `Discussion: ${PLAIN.frontMatter.title}` })).toBeVisible()
  await expect(composerOf(page)).toHaveCount(0)
  await expect(page.getByRole('main').getByRole('link', { name: 'sign in' })).toHaveAttribute('href', /^\/sign-in\?next=/)
})

test('post, preview, edit, delete', async ({ page }) => {
  const [question, reply] = [told('Does *this* need scripts?'), told('It does not.')]
  await signUp(page, { name: 'Nora Noscript' })
  await page.goto(discussionPath(PLAIN))
  await composerOf(page).fill(question)
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByRole('region', { name: 'Preview' }).locator('em')).toHaveText('this')
  await expect(composerOf(page)).toHaveValue(question)
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await expect(page).toHaveURL(/\/discussion\/[0-9a-f-]{36}#comment-/)
  await expect(commentOf(page, 1).locator('em')).toHaveText('this')
  const thread = threadUrl(page)

  await page.goto(thread)
  await composerOf(page).fill(reply)
  await page.getByRole('button', { name: 'Post reply' }).click()
  await expect(commentWith(page, reply)).toBeVisible()
  await commentWith(page, reply).getByRole('link', { name: 'Edit your comment' }).click()
  await composerOf(page).fill('')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(composerOf(page)).toBeVisible()
  await composerOf(page).fill(`${reply} Really.`)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(commentWith(page, `${reply} Really.`)).toContainText('edited')
  await commentWith(page, reply).getByRole('link', { name: 'Delete your comment' }).click()
  await page.getByRole('button', { name: 'Delete it' }).click()
  await expect(page.getByText('Your comment is deleted.')).toBeVisible()
  await page.goto(thread)
  await expect(commentWith(page, reply)).toHaveCount(0)
})

test('one form sent many times at once posts once, and each is led to it', async ({ page }) => {
  const question = told('Pressed five times')
  await signUp(page, { name: 'Dora Double' })
  const answers = await postForm(page, discussionPath(PLAIN), { text: question, intent: 'post' }, 5)
  expect(answers.map((answer) => answer.status())).toEqual([303, 303, 303, 303, 303])
  expect(new Set(answers.map((answer) => answer.headers().location)).size).toBe(1)
  await page.goto(discussionPath(PLAIN))
  await expect(commentWith(page, question)).toHaveCount(1)
})

test('what is wrong is said next to what was typed, with the status of a refusal', async ({ page }) => {
  await signUp(page, { name: 'Willi Wrong' })
  await page.goto(discussionPath(PLAIN))
  await composerOf(page).fill('---')
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    page.getByRole('button', { name: 'Post', exact: true }).click(),
  ])
  expect(answer.status()).toBe(422)
  await expect(page.getByRole('alert')).toHaveText('There is nothing to read in it yet. Write a question or an answer first.')
  await expect(composerOf(page)).toHaveValue('---')
  const forms = Array.from({ length: 11 }, () =>
    postForm(page, discussionPath(PLAIN), { text: told('Again'), intent: 'post', clientId: randomUUID() }),
  )
  const refused = (await Promise.all(forms)).flat().filter((sent) => sent.status() !== 303)
  expect(refused.map((sent) => sent.status())).toContain(429)
  for (const sent of refused) expect(Number(sent.headers()['retry-after'])).toBeGreaterThan(0)
  await page.goto(discussionPath(PLAIN))
  await composerOf(page).fill(told('Again'))
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await expect(page.getByRole('alert')).toHaveText(/That was a lot in a short time\. Your text is kept; post it in \d+ seconds?\./)
  await expect(composerOf(page)).toHaveValue(/^Again/)
})

test('a report is sent, and the moderators’ page is not there for others', async ({ page, openBrowser }) => {
  await signUp(page, { name: 'Paula Post' })
  await page.goto(discussionPath(PLAIN))
  await composerOf(page).fill(told('Report me'))
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await expect(commentOf(page, 1)).toBeVisible()
  const reader = await openBrowser({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  await signUp(reader, { name: 'Ralf Report' })
  await reader.goto(threadUrl(page))
  await expectNoSidewaysScroll(reader)
  await commentOf(reader, 1).getByRole('link', { name: 'Report' }).click()
  await reader.getByRole('radio', { name: 'Something else' }).check()
  await reader.getByRole('button', { name: 'Report it' }).click()
  await expect(reader.getByText('Thank you. The moderators will look at it')).toBeVisible()
  expect((await reader.goto('/discussions/moderation'))?.status()).toBe(404)
})
