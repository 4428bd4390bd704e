/** Somebody signs up, signs in from another browser, signs out, and is told what is wrong on the way. */
import type { Page } from '@playwright/test'
import {
  askForAccount,
  confirmAccount,
  expireLinks,
  giveRole,
  linkIn,
  mailTo,
  newPerson,
  postForm,
  SIGNED_IN,
  sendSignIn,
  signIn,
  signOut,
  signUp,
} from './accounts.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts'
import { rawRequest } from './raw-request.ts'

test.use({ ...SIGNED_IN, expectedErrors: /the server responded with a status of (?:4\d\d|503)/ })

const sessionCookie = async (page: Page) => (await page.context().cookies()).find(({ name }) => name === 'crumbtrail-session')

test('sign up, read on under one’s name, sign out, sign in again', async ({ page }) => {
  await page.goto('/learn')
  await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible()
  const ada = await signUp(page)
  const cookie = await sessionCookie(page)
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', secure: false })
  expect(cookie?.value).toMatch(/^[\w-]{43}$/)
  expect(cookie?.expires).toBeGreaterThan(Date.now() / 1000 + 29 * 86_400)
  await page.getByRole('link', { name: 'Go on' }).click()
  await expect(page).toHaveURL(/\/learn$/)
  const banner = page.getByRole('banner')
  await expect(banner.getByText(ada.name)).toBeVisible()
  await page.reload()
  await banner.getByText(ada.name).click()
  await banner.getByRole('link', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
  expect(await sessionCookie(page)).toBeUndefined()
  await expect(banner.getByRole('link', { name: 'Sign in' })).toBeVisible()
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('crumbtrail:account')))).toEqual([])
  await page.goto('/settings')
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fsettings$/)
  await signIn(page, ada, '/settings#sessions')
  await page.getByRole('link', { name: 'Go on' }).click()
  await expect(page).toHaveURL(/\/settings#sessions$/)
  expect((await sessionCookie(page))?.value).not.toBe(cookie?.value)
})

test('a token that was copied is worth nothing after signing out', async ({ page, openBrowser }) => {
  const ada = await signUp(page)
  const cookie = await sessionCookie(page)
  const other = await openBrowser()
  await other.context().addCookies([{ name: 'crumbtrail-session', value: String(cookie?.value), url: new URL(page.url()).origin }])
  await other.goto('/settings')
  await expect(other.getByRole('heading', { name: 'Settings' })).toBeVisible()
  await signOut(page)
  await other.goto('/settings')
  await expect(other).toHaveURL(/\/sign-in/)
  await other.context().clearCookies()
  await signIn(page, ada)
})

test('a token that a stranger has planted is not taken up', async ({ page }) => {
  const ada = await signUp(page)
  await signOut(page)
  const planted = 'x'.repeat(43)
  await page.context().addCookies([{ name: 'crumbtrail-session', value: planted, url: new URL(page.url()).origin }])
  await signIn(page, ada)
  expect((await sessionCookie(page))?.value).not.toBe(planted)
})

test('another browser: listed, told apart, signed out from here', async ({ page, openBrowser }) => {
  const ada = await signUp(page)
  const phone = await openBrowser({
    userAgent: 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36',
  })
  await signIn(phone, ada)
  await phone.goto('/settings')
  await expect(phone.getByRole('listitem').filter({ hasText: 'this browser' })).toContainText('Chrome on Android')
  await page.goto('/settings')
  const row = page.getByRole('listitem').filter({ hasText: 'Chrome on Android' })
  await row.getByRole('button', { name: /^Sign out/ }).click()
  await expect(row).toHaveCount(0)
  await phone.reload()
  await expect(phone).toHaveURL(/\/sign-in\?next=%2Fsettings$/)
  await expect(phone.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
  await phone.context().clearCookies()
})

test('what is wrong with a sign-up stands next to its field, and what was typed stays, but never a password', async ({ page }) => {
  await page.goto('/sign-up')
  await page.getByLabel('Display name').fill('ada@example.org')
  await page.getByLabel('Mail address').fill('ada')
  await page.getByLabel('Password', { exact: true }).fill('short')
  await page.getByRole('button', { name: 'Sign up' }).click()
  const alert = page.getByRole('main').getByRole('alert')
  await expect(alert).toBeFocused()
  await expect(alert.getByRole('listitem')).toHaveCount(3)
  await expect(page.getByLabel('Display name')).toHaveAccessibleDescription(/cannot be a mail address/)
  await expect(page.getByLabel('Mail address')).toHaveAccessibleDescription(/Enter a mail address/)
  await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(/at least 15 characters; 5 are here/)
  await expect(page.getByLabel('Mail address')).toHaveValue('ada')
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('')
  await expectAccessible(page, 'a sign-up with mistakes')
  await alert.getByRole('link', { name: 'Password' }).click()
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused()
  await page.getByLabel('Display name').fill('Ada')
  await page.getByLabel('Mail address').fill(newPerson().email)
  await page.getByLabel('Password', { exact: true }).fill('passwordpassword')
  await page.getByRole('button', { name: 'Sign up' }).click()
  await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(/easy to guess|common/)
  await expect(page.getByLabel('Display name')).toHaveValue('Ada')
})

test('a password can be looked at', async ({ page }) => {
  await page.goto('/sign-in')
  const field = page.getByLabel('Password', { exact: true })
  await field.fill('what is typed here')
  await expect(field).toHaveAttribute('type', 'password')
  await page.getByRole('button', { name: 'Show password' }).click()
  await expect(field).toHaveAttribute('type', 'text')
  await page.getByRole('button', { name: 'Hide password' }).click()
  await expect(field).toHaveAttribute('type', 'password')
  await expect(field).toHaveValue('what is typed here')
})

test('a mailed link: opening it changes nothing, it works once, and its token leaves the address', async ({ page, openBrowser }) => {
  const ada = newPerson()
  await askForAccount(page, ada)
  const link = linkIn(await mailTo(page, ada.email, 'Finish signing up at Crumbtrail'))
  const scanner = await openBrowser()
  const opened = await scanner.goto(link)
  expect(opened?.request().redirectedFrom()).not.toBeNull()
  expect(new URL(scanner.url()).search).toBe('')
  expect(await opened?.headerValue('referrer-policy')).toBe('same-origin')
  expect(await (await opened?.request().redirectedFrom()?.response())?.headerValue('referrer-policy')).toBe('no-referrer')
  expect(await opened?.headerValue('cache-control')).toContain('no-store')
  await scanner.getByLabel('Password', { exact: true }).fill('some other set of words')
  await scanner.getByRole('button', { name: 'Make my account' }).click()
  await expect(scanner.getByLabel('Password', { exact: true })).toHaveAccessibleDescription('The password is not right.')
  await scanner.context().clearCookies()
  await confirmAccount(page, ada)
  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'This link opens nothing' })).toBeVisible()
  await page.context().clearCookies({ name: 'crumbtrail-link' })
})

test('a link that is 15 minutes old opens nothing, also when its page is open already', async ({ page, context }) => {
  const ada = newPerson()
  await askForAccount(page, ada)
  const link = linkIn(await mailTo(page, ada.email, 'Finish signing up at Crumbtrail'))
  await page.goto(link)
  await page.getByLabel('Password', { exact: true }).fill(ada.password)
  await expireLinks(ada)
  await page.getByRole('button', { name: 'Make my account' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toHaveText('This link has been used or is older than 15 minutes.')
  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'This link opens nothing' })).toBeVisible()
  await context.clearCookies()
})

test('by keyboard alone: sign in, open the menu, sign out', async ({ page }) => {
  const ada = await signUp(page)
  await signOut(page)
  await page.goto('/sign-in')
  await page.getByLabel('Mail address').focus()
  await page.keyboard.type(ada.email)
  await page.keyboard.press('Tab')
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused()
  await page.keyboard.type(ada.password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: `Welcome, ${ada.name}` })).toBeVisible()
  const menu = page.getByRole('banner').locator('summary')
  await menu.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('link', { name: 'Settings' })).toBeHidden()
  await expect(menu).toBeFocused()
  await page.keyboard.press('Enter')
  await page.getByRole('banner').getByRole('link', { name: 'Sign out' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Sign out' })).toBeVisible()
  await page.getByRole('button', { name: 'Sign out' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
})

test('a role that is given holds at the next request', async ({ page }) => {
  const ada = await signUp(page)
  await giveRole(ada, 'moderator')
  await page.goto('/settings')
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
})

test('a known address is answered as an unknown one, and only its mail says so', async ({ page, openBrowser }) => {
  const ada = await signUp(page)
  const stranger = await openBrowser()
  await askForAccount(stranger, { ...newPerson('Eve'), email: ada.email })
  const mail = await mailTo(stranger, ada.email, 'You have an account at Crumbtrail already')
  expect(mail).toContain(`Hello ${ada.name}`)
  const answers: string[] = []
  for (const email of [ada.email, newPerson().email]) {
    await sendSignIn(stranger, { email, password: 'some other set of words' })
    const alert = stranger.getByRole('main').getByRole('alert')
    await expect(alert).toBeFocused()
    answers.push(String(await alert.textContent()))
  }
  expect(answers[0]).toBe('The address or the password is not right.')
  expect(answers[1]).toBe(answers[0])
})

test('too many tries are told to wait, and for how long, with scripts and without', async ({ page }) => {
  const { email } = newPerson()
  await page.goto('/sign-in')
  const answers = await postForm(page, '/sign-in', { email, password: 'some other set of words' }, 14)
  const refused = answers.filter((answer) => answer.status() === 429)
  expect(refused.length).toBeGreaterThanOrEqual(4)
  for (const answer of answers) {
    // 503 where hashing is busy: it, too, says when to come back.
    expect([422, 429, 503]).toContain(answer.status())
    if (answer.status() !== 422) expect(Number(answer.headers()['retry-after'])).toBeGreaterThan(0)
    expect(answer.headers()['cache-control']).toContain('no-store')
    if (answer.status() === 422) expect(await answer.text()).toContain('The address or the password is not right.')
  }
  for (const answer of refused) expect(await answer.text()).toContain('That was too often. Try again in ')
  await sendSignIn(page, { email, password: 'some other set of words' })
  await expect(page.getByRole('main').getByRole('alert')).toHaveText(/^That was too often\. Try again in \d+ seconds?\.$/)
})

test('nothing of next-auth is there to be asked, and no page sets a cookie on who is not signed in', async ({ page }) => {
  for (const path of ['session', 'csrf', 'providers', 'signin', 'signout', 'error', '_log', 'callback/credentials', 'callback/github'])
    expect((await page.request.get(`/api/auth/${path}`)).status(), path).toBe(404)
  for (const path of ['/', '/sign-in', '/sign-up', '/reset-password', '/signed-out', '/settings']) {
    const answer = await page.request.get(path, { maxRedirects: 0 })
    expect(answer.headers()['set-cookie'], path).toBeUndefined()
  }
})

test('forms that another site sends are refused', async ({ page, baseURL }) => {
  const ada = await signUp(page)
  const cookie = await sessionCookie(page)
  const hostile: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site', origin: String(baseURL) },
    { 'sec-fetch-site': 'same-site' },
    {},
  ]
  for (const path of ['/sign-out', '/settings', '/sign-in', '/sign-in/with', '/settings/delete']) {
    for (const headers of hostile) {
      const answer = await rawRequest(String(baseURL), path, {
        method: 'POST',
        headers: { cookie: `crumbtrail-session=${cookie?.value}`, 'content-type': 'multipart/form-data; boundary=x', ...headers },
        body: '--x--\r\n',
      })
      expect(answer.status, `${path} ${JSON.stringify(headers)}`).toBe(403)
    }
  }
  await page.goto('/settings')
  await expect(page.getByLabel('Display name')).toHaveValue(ada.name)
})

const STRANGERS_PAGES = [
  '/sign-up',
  '/sign-up/sent',
  '/sign-up/confirm',
  '/sign-in?problem=not-linked',
  '/reset-password',
  '/reset-password/new',
  '/signed-out',
]
const OWN_PAGES = ['/welcome', '/settings', '/settings/delete', '/sign-out']

for (const [place, viewport, colorScheme] of [
  ['a phone', { width: 390, height: 844 }, 'dark'],
  ['a laptop', { width: 1440, height: 900 }, 'light'],
] as const) {
  test.describe(`the pages of the account on ${place}, ${colorScheme}`, () => {
    test.use({ viewport, colorScheme })
    for (const path of STRANGERS_PAGES) {
      test(`${path} is accessible and fits`, async ({ page }) => {
        await page.goto(path)
        await expectAccessible(page)
        await expectNoSidewaysScroll(page)
      })
    }
    test('those of somebody with a long name are accessible and fit', async ({ page }) => {
      test.slow()
      await signUp(page, { name: 'Ada Wilhelmina Konstantinopolitanska Xx' })
      for (const path of OWN_PAGES) {
        await page.goto(path)
        await expectAccessible(page)
        await expectNoSidewaysScroll(page)
      }
    })
  })
}
