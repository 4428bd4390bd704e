/** The page of all progress for somebody without an account, and what a stranger gets of accounts: nothing. */
import { PLAIN, questionOf, SHORT } from './course.ts'
import { expect, expectAccessible, expectReadableColours, test } from './fixtures.ts'
import { answer } from './learner.ts'

test('without an account it is what the browser knows, and asks the server for nothing', async ({ page }) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto('/progress')
  await expect(page.getByText('Nothing is here yet.')).toBeVisible()
  await page.goto(SHORT.path)
  await answer(page, questionOf(SHORT, 'single'), 'right')
  await page.goto('/progress')
  await expect(page.locator(`#${SHORT.frontMatter.id}`)).toContainText(`1 of ${SHORT.questions.length} right`)
  await expect(page.locator(`#${PLAIN.frontMatter.id}`)).toContainText('Not opened')
  await expect(page.getByRole('link', { name: /^Resume step/ }).first()).toBeVisible()
  await expectAccessible(page, 'progress of this browser')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectReadableColours(page, 'progress in the dark')
  expect(asked.filter((path) => path.startsWith('/api/progress'))).toEqual([])
})

test('without scripts and without an account it says what would be here', async ({ openBrowser }) => {
  const page = await openBrowser({ javaScriptEnabled: false })
  await page.goto('/progress')
  await expect(page.getByText('Without an account your progress is kept by the scripts of your browser')).toBeVisible()
  await page.goto(SHORT.path)
  await page.getByRole('button', { name: 'Mark this step as done' }).click()
  await expect(page).toHaveURL(/\/sign-in\?next=/)
})

test('a stranger reads and writes nothing', async ({ request, baseURL }) => {
  const write = { account: '00000000-0000-4000-8000-000000000000', since: 0, writes: [] }
  const answers = [
    await request.get('/api/progress'),
    await request.get(`/api/progress/code?lesson=${SHORT.frontMatter.id}`),
    await request.post('/api/progress', { data: write, headers: { origin: String(baseURL) } }),
  ]
  for (const response of answers) {
    expect(response.status()).toBe(401)
    expect(response.headers()['cache-control']).toBe('no-store')
    expect(await response.json()).toEqual({ error: { code: 'signed-out', message: expect.stringMatching(/./) } })
  }
  const foreign = await request.post('/api/progress', { data: write, headers: { origin: 'http://evil.test' } })
  expect(foreign.status()).toBe(403)
})
