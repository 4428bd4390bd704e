/** The whole life of an account in a browser that runs no scripts. */
import { type BrowserContext, expect as expectNow, type Page } from '@playwright/test'
import { linkIn, mailTo, newPerson, SIGNED_IN, signIn, signUp } from './accounts.ts'
import { expect, test } from './fixtures.ts'

test.use({ ...SIGNED_IN, javaScriptEnabled: false, expectedErrors: /the server responded with a status of 4\d\d/ })

/** The status of the answer that a press brings. */
async function statusAfter(page: Page, press: () => Promise<void>): Promise<number> {
  const [answer] = await Promise.all([page.waitForResponse((response) => response.request().isNavigationRequest()), press()])
  return answer.status()
}

const cookieNames = async (context: BrowserContext) => (await context.cookies()).map(({ name }) => name)

test('sign up, settings, sign out, in again, and away', async ({ page, context, openBrowser }) => {
  test.slow()
  const ada = await signUp(page)
  expectNow(await cookieNames(context)).toEqual(['crumbtrail-session'])
  await page.getByRole('link', { name: 'Go on' }).click()
  await expect(page).toHaveURL(/\/learn$/)

  await page.getByRole('banner').getByRole('link', { name: 'Account' }).click()
  await page.getByLabel('Display name').fill('x')
  expect(await statusAfter(page, () => page.getByRole('button', { name: 'Save the name' }).click())).toBe(422)
  await expect(page.getByLabel('Display name')).toHaveAccessibleDescription(/at least 2 characters/)
  await page.getByLabel('Display name').fill('Ada L.')
  expect(await statusAfter(page, () => page.getByRole('button', { name: 'Save the name' }).click())).toBe(200)
  await expect(page.getByText('Saved.')).toBeVisible()

  const other = await openBrowser({ javaScriptEnabled: false })
  await signIn(other, { ...ada, name: 'Ada L.' })
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Sign out all others' }).click()
  await expect(page.getByRole('region', { name: 'Where you are signed in' }).getByRole('listitem')).toHaveCount(1)
  await other.goto('/settings')
  await expect(other).toHaveURL(/\/sign-in/)
  await other.context().clearCookies()

  const next = `${ada.password} and more of them`
  await page.getByLabel('Current password').fill('some other set of words')
  await page.getByLabel('New password').fill(next)
  expect(await statusAfter(page, () => page.getByRole('button', { name: 'Change the password' }).click())).toBe(422)
  await expect(page.getByLabel('Current password')).toHaveAccessibleDescription('The password is not right.')
  const [before] = await context.cookies()
  await page.getByLabel('Current password').fill(ada.password)
  await page.getByLabel('New password').fill('unicorns wear mittens on tuesdays')
  await page.getByRole('button', { name: 'Change the password' }).click()
  await expect(page.getByText('Changed. Every other browser is signed out.')).toBeVisible()
  const [after] = await context.cookies()
  expect(after?.value).not.toBe(before?.value)
  await mailTo(page, ada.email, 'Your password at Crumbtrail was changed')

  await page.goto('/sign-out')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
  expectNow(await cookieNames(context)).toEqual([])
  await signIn(page, { ...ada, name: 'Ada L.', password: 'unicorns wear mittens on tuesdays' })

  await page.goto('/settings/delete')
  await page.getByLabel('Password', { exact: true }).fill('unicorns wear mittens on tuesdays')
  await page.getByRole('button', { name: 'Delete my account' }).click()
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
  await page.goto('/settings')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('a new password by mail: every browser is signed out, nobody is signed in, the link is used up', async ({ page, context, openBrowser }) => {
  test.slow()
  const ada = await signUp(page)
  const stranger = await openBrowser({ javaScriptEnabled: false })
  await stranger.goto('/reset-password')
  await stranger.getByLabel('Mail address').fill(ada.email)
  await stranger.getByRole('button', { name: 'Send the link' }).click()
  await expect(stranger.getByRole('heading', { name: 'Look into your mail' })).toBeVisible()
  const link = linkIn(await mailTo(stranger, ada.email, 'Choose a new password at Crumbtrail'))
  await stranger.goto(link)
  expect(new URL(stranger.url()).search).toBe('')
  await stranger.getByLabel('New password').fill('aaaaaaaaaaaaaaaaaaa')
  expect(await statusAfter(stranger, () => stranger.getByRole('button', { name: 'Set this password' }).click())).toBe(422)
  await expect(stranger.getByLabel('New password')).toHaveAccessibleDescription(/easy to guess/)
  await stranger.getByLabel('New password').fill('unicorns wear mittens on tuesdays')
  await stranger.getByRole('button', { name: 'Set this password' }).click()
  await expect(stranger.getByText('Your password is changed')).toBeVisible()
  expectNow(await cookieNames(stranger.context())).toEqual([])
  await page.goto('/settings')
  await expect(page).toHaveURL(/\/sign-in/)
  await context.clearCookies()
  await stranger.goto(link)
  await expect(stranger.getByRole('heading', { name: 'This link opens nothing' })).toBeVisible()
  await stranger.context().clearCookies()
  await signIn(page, { ...ada, password: 'unicorns wear mittens on tuesdays' })
})

test('an unknown address is told by mail alone that it has no account', async ({ page }) => {
  const { email } = newPerson()
  await page.goto('/reset-password')
  await page.getByLabel('Mail address').fill(email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByRole('heading', { name: 'Look into your mail' })).toBeVisible()
  expect(await mailTo(page, email, 'No account at Crumbtrail with this address')).not.toContain('token=')
})
