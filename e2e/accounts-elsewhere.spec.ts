/** Coming in by an identity elsewhere: a real OpenID provider, run by this journey at the address that the site knows. */
import type { Server } from 'node:http'
import type { Page } from '@playwright/test'
import { newPerson, SIGNED_IN, signUp } from './accounts.ts'
import { expect, test } from './fixtures.ts'
import { startIdentityProvider } from './identity-provider.ts'

const ISSUER = process.env.E2E_OIDC_ISSUER ?? 'http://127.0.0.1:3212'

/** The provider's own pages ask for a typeface there; here they get none. */
const TYPEFACES = 'https://fonts.googleapis.com'

test.use({ ...SIGNED_IN, expectedOrigins: [ISSUER, TYPEFACES], expectedErrors: new RegExp(`${ISSUER}|${TYPEFACES}`) })
// In one worker, because the provider has one address.
test.describe.configure({ mode: 'default' })

let provider: Server
test.beforeAll(async ({ baseURL }) => {
  const redirectUri = `${baseURL}/api/auth/callback/oidc`
  provider = await startIdentityProvider({ issuer: ISSUER, clientId: 'crumbtrail', clientSecret: 'only-for-tests-0123456789', redirectUri })
})
test.afterAll(() => {
  provider.closeAllConnections()
  provider.close()
})

/** Says at the provider who one is, and agrees. */
async function pass(page: Page, login: string): Promise<void> {
  await page.waitForURL(`${ISSUER}/**`)
  await page.getByPlaceholder('Enter any login').fill(login)
  await page.getByPlaceholder('and password').fill('any')
  await page.getByRole('button', { name: 'Sign-in' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
}

const button = (page: Page, verb: string) => page.getByRole('button', { name: `${verb} ${new URL(ISSUER).host}` })

test('somebody new comes in, and finds the same account the next time', async ({ page, context, openBrowser }) => {
  const { email } = newPerson('Grace')
  await page.goto('/sign-in?next=%2Fsettings')
  await button(page, 'Go on with').click()
  await pass(page, `grace ${email} verified`)
  await expect(page.getByRole('heading', { name: 'Welcome, Person grace' })).toBeVisible()
  const origin = new URL(page.url()).origin
  expect((await context.cookies(origin)).filter(({ name }) => name.startsWith('crumbtrail')).map(({ name }) => name)).toEqual(['crumbtrail-session'])
  await page.getByRole('link', { name: 'Go on' }).click()
  await expect(page.getByText(`Your address is ${email}`)).toBeVisible()
  const again = await openBrowser()
  await again.goto('/sign-up')
  await button(again, 'Go on with').click()
  await pass(again, `grace ${email} verified`)
  await expect(again.getByRole('heading', { name: 'Welcome, Person grace' })).toBeVisible()
  await again.goto('/settings')
  await expect(again.getByRole('region', { name: 'Where you are signed in' }).getByRole('listitem')).toHaveCount(2)
})

test('an identity with a taken address is told how to go on; its owner adds it in the settings', async ({ page, openBrowser }) => {
  const ada = await signUp(page)
  const stranger = await openBrowser()
  await stranger.goto('/sign-in')
  await button(stranger, 'Go on with').click()
  await pass(stranger, `ada ${ada.email} verified`)
  await expect(stranger.getByRole('main').getByRole('alert')).toContainText('There is an account with the mail address of that identity already')
  await page.goto('/settings')
  await button(page, 'Add').click()
  await pass(page, `ada ${ada.email} verified`)
  await expect(page).toHaveURL(/\/settings/)
  const ways = page.getByRole('region', { name: 'Ways to sign in' })
  await expect(ways.getByRole('listitem')).toHaveCount(2)
  await stranger.goto('/sign-in')
  await button(stranger, 'Go on with').click()
  await stranger
    .getByRole('button', { name: 'Continue' })
    .or(stranger.getByRole('heading', { name: `Welcome, ${ada.name}` }))
    .first()
    .click()
  await expect(stranger.getByRole('heading', { name: `Welcome, ${ada.name}` })).toBeVisible()
  await ways.getByRole('button', { name: /^Remove/ }).click()
  await expect(ways.getByRole('listitem')).toHaveCount(1)
})

test('who turns back there is told so here', async ({ page }) => {
  await page.goto('/sign-in')
  await button(page, 'Go on with').click()
  await page.waitForURL(`${ISSUER}/**`)
  await page.getByRole('link', { name: 'Cancel' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('You were not signed in')
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })
  test('the same way in', async ({ page }) => {
    await page.goto('/sign-in')
    await button(page, 'Go on with').click()
    await pass(page, `radia ${newPerson('Radia').email} verified`)
    await expect(page.getByRole('heading', { name: 'Welcome, Person radia' })).toBeVisible()
  })
})
