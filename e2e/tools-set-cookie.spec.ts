/** Somebody asks the clinic about the cookies of a server of their own. */
import type { Locator, Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSidewaysScroll, expectReadableColours, settled, test } from './fixtures.ts'

const CLINIC = '/tools/set-cookie'

const lines = (page: Page): Locator => page.getByRole('textbox', { name: 'Set-Cookie lines' })
const verdicts = (page: Page): Locator => page.getByRole('table', { name: 'Verdicts on all lines' })
const verdictOn = (page: Page, name: string): Locator => verdicts(page).getByRole('row', { name: new RegExp(`^${name} `) })
const nextRequest = (page: Page): Locator => page.getByRole('region', { name: /next request/ })

test('lines are judged as they are pasted, and the smallest change mends one', async ({ page }) => {
  await page.goto(CLINIC)
  await expect(verdictOn(page, '__Host-sid')).toContainText('Kept')
  await page.getByRole('textbox', { name: 'Sent by' }).fill('http://shop.test/login')
  await lines(page).fill(
    'HTTP/1.1 200 OK\nSet-Cookie: sid=9f2c; Path=/; Secure\nContent-Type: text/html\nset-cookie: theme=dark; Path=/; Domain=evil.test',
  )
  await expect(verdictOn(page, 'sid')).toContainText('Refused')
  await expect(verdictOn(page, 'theme')).toContainText('Refused')
  const theme = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'theme=dark' }) })
  await expect(theme).toContainText('Domain must be the host that answers')
  await expect(theme.getByRole('link', { name: /^rfc6265bis §5\.7/ }).first()).toHaveAttribute('href', /rfc6265bis-22#section-5\.7$/)
  await theme.getByRole('button', { name: 'Use this line' }).click()
  await expect(lines(page)).toHaveValue(/\nset-cookie: theme=dark; Path=\/$/)
  await expect(verdictOn(page, 'theme')).toContainText(/Kept.*Sent/)
  await expect(nextRequest(page)).toContainText('Cookie: theme=dark')
})

test('who asks, in which browser and how much later decides what goes along', async ({ page }) => {
  await page.goto(CLINIC)
  await page.getByRole('textbox', { name: 'Sent by' }).fill('https://shop.test/transfer')
  await lines(page).fill('a=1; Secure\nb=1; Secure; SameSite=Lax')
  await page.getByRole('combobox', { name: 'Who asks' }).selectOption('form')
  await expect(page.getByText('Verdicts stand here as soon as')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'On the page' })).toHaveAccessibleDescription(/Expected an address/)
  await page.getByRole('textbox', { name: 'On the page' }).fill('https://evil.test/')
  await page.getByRole('spinbutton', { name: 'Minutes later' }).fill('1')
  await expect(verdictOn(page, 'a')).toContainText('Sent')
  await expect(verdictOn(page, 'b')).toContainText('Withheld')
  await page.getByRole('spinbutton', { name: 'Minutes later' }).fill('3')
  await expect(verdictOn(page, 'a')).toContainText('Withheld')
  await expect(nextRequest(page)).toContainText('No Cookie header at all')
  await page.getByRole('combobox', { name: 'Browser' }).selectOption('Firefox')
  await expect(verdictOn(page, 'a')).toContainText('Sent')
})

test('a link opens the same in another browser, and no server sees what it holds', async ({ page, openBrowser }) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`))
  await page.goto(CLINIC)
  await lines(page).fill('secretive=7f3a91; Path=/account')
  await expect(verdictOn(page, 'secretive')).toContainText('Kept')
  expect(new URL(page.url()).hash, 'nothing is in the address before it is asked for').toBe('')
  await page.getByRole('button', { name: 'Copy a link to this' }).click()
  const link = await page.getByRole('textbox', { name: 'Link', exact: true }).inputValue()
  expect(new URL(link).search).toBe('')
  expect(decodeURIComponent(new URL(link).hash)).toContain('secretive=7f3a91')
  expect(asked.filter((request) => request.includes('7f3a91'))).toEqual([])

  // What is changed after that is what a reload brings back.
  await lines(page).fill('changed=1')
  await page.reload()
  await expect(lines(page)).toHaveValue('changed=1')

  const other = await openBrowser()
  await other.goto(link)
  await expect(lines(other)).toHaveValue('secretive=7f3a91; Path=/account')
  await expect(verdictOn(other, 'secretive')).toContainText(/Kept.*Withheld/)
  await other.goto(`${CLINIC}#v=1&by=telepathy`)
  await expect(other.getByText('The link that brought you here is damaged')).toBeVisible()
})

test('what was typed is still there after a reload', async ({ page }) => {
  await page.goto(CLINIC)
  await lines(page).fill('kept=1')
  await expect(verdictOn(page, 'kept')).toContainText('Kept')
  await page.reload()
  await expect(lines(page)).toHaveValue('kept=1')
  await expect(verdictOn(page, 'kept')).toContainText('Kept')
})

test.describe('when the list of public suffixes does not arrive', () => {
  test.use({ expectedErrors: /Failed to (load resource|fetch)|ERR_FAILED|ChunkLoadError|Failed to load chunk/ })

  test('that is said, and trying again mends it', async ({ page }) => {
    // Of the scripts the list is by far the largest that the page asks for after it stands.
    let isCut = true
    await page.route('**/_next/static/chunks/*.js', async (route) => {
      const response = await route.fetch()
      const isList = (await response.text()).includes('myshopify')
      return isList && isCut ? route.abort() : route.fulfill({ response })
    })
    await page.goto(CLINIC)
    await expect(page.getByText('The list of public suffixes did not arrive')).toBeVisible()
    isCut = false
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(verdictOn(page, '__Host-sid')).toContainText('Kept')
  })
})

test('without scripts it says that it needs them, and its text is there', async ({ openBrowser }) => {
  const page = await openBrowser({ javaScriptEnabled: false })
  await page.goto(CLINIC)
  await expect(page.getByText('needs scripts for it, and scripts are off here')).toBeVisible()
  await expect(lines(page)).toBeHidden()
  await expect(page.getByRole('heading', { name: 'How to read it' })).toBeVisible()
})

for (const width of [390, 768, 1440]) {
  test(`at ${width} pixels it is whole, in both themes`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(CLINIC)
    await page.getByRole('combobox', { name: 'Begin with an example' }).selectOption({ label: 'Attributes that do not do what they say' })
    await expect(verdictOn(page, 'd')).toContainText('Kept')
    await settled(page)
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
    await page.emulateMedia({ colorScheme: 'dark' })
    await expectReadableColours(page, 'dark')
  })
}

test('by keyboard alone: from the example to its verdict', async ({ page }) => {
  await page.goto(CLINIC)
  await expect(verdictOn(page, '__Host-sid')).toContainText('Kept')
  await page.getByRole('combobox', { name: 'Begin with an example' }).focus()
  await page.keyboard.type('Secure, set')
  await expect(verdictOn(page, 'sid')).toContainText('Refused')
  const order = [lines(page), page.getByRole('textbox', { name: 'Sent by' }), page.getByRole('combobox', { name: 'Who asks' })]
  for (const control of order) {
    await page.keyboard.press('Tab')
    await expect(control).toBeFocused()
  }
})
