/** Somebody brings a token to the inspector. */
import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import type { Locator, Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSidewaysScroll, expectReadableColours, settled, test } from './fixtures.ts'

const INSPECTOR = '/tools/jwt'

const tokenField = (page: Page): Locator => page.getByRole('textbox', { name: 'Token', exact: true })
const verdict = (page: Page): Locator => page.getByRole('region', { name: 'Verdict' })
const finding = (page: Page, words: RegExp): Locator => page.getByRole('heading', { name: words })

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const seconds = Math.floor(Date.now() / 1000)
const claims = { iss: 'https://login.shop.test', sub: 'u1', aud: 'https://api.shop.test', iat: seconds, exp: seconds + 600, jti: 'x1' }
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()

/** A token as a server of somebody else makes it, without the code of this site. */
function signed(header: object, payload: object): string {
  const input = `${encode({ alg: 'ES256', typ: 'at+jwt', ...header })}.${encode(payload)}`
  return `${input}.${sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
}

async function pinEverything(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Algorithm' }).selectOption('ES256')
  await page.getByRole('textbox', { name: /^Public key/ }).fill(pem)
  await page.getByRole('textbox', { name: 'Issuer' }).fill(claims.iss)
  await page.getByRole('textbox', { name: 'You, the audience' }).fill(claims.aud)
  await page.getByRole('textbox', { name: 'Kind of token' }).fill('at+jwt')
}

test('a token is unverified until it fits a key, and accepted only when everything was named', async ({ page }) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`))
  const token = signed({}, claims)
  await page.goto(INSPECTOR)
  await expect(verdict(page)).toContainText('Nothing to judge yet')
  await tokenField(page).fill(`Authorization: Bearer ${token}`)
  await expect(verdict(page)).toContainText('Unverified')
  await expect(verdict(page)).toContainText('Anyone could have written this')
  await expect(page.getByText('"u1"').first()).toBeVisible()
  await page.getByRole('combobox', { name: 'Algorithm' }).selectOption('ES256')
  await page.getByRole('textbox', { name: /^Public key/ }).fill(pem)
  await expect(verdict(page)).toContainText('Not enough yet')
  await pinEverything(page)
  await expect(verdict(page)).toContainText('May be accepted')
  await tokenField(page).fill(signed({}, { ...claims, sub: 'admin' }).replace(/[^.]+$/, token.split('.')[2] ?? ''))
  await expect(verdict(page)).toContainText('Refuse it')
  const [, payload = ''] = token.split('.')
  expect(asked.filter((request) => request.includes(payload))).toEqual([])
  expect(page.url()).not.toContain(payload)
})

test('the clock decides: a second before exp it holds, at exp it does not', async ({ page }) => {
  await page.goto(INSPECTOR)
  await tokenField(page).fill(signed({}, claims))
  await pinEverything(page)
  await page.getByRole('button', { name: 'A second before exp' }).click()
  await expect(verdict(page)).toContainText('May be accepted')
  await page.getByRole('button', { name: 'At exp' }).click()
  await expect(verdict(page)).toContainText('Refuse it')
  await expect(finding(page, /^Danger: Expired/)).toBeVisible()
  await page.getByRole('slider').press('ArrowLeft')
  await expect(verdict(page)).toContainText('May be accepted')
  await page.getByRole('button', { name: 'Real time' }).click()
  await expect(verdict(page)).toContainText('May be accepted')
})

test('forgeries are told apart: no algorithm, a confused one, an everyday secret', async ({ page }) => {
  await page.goto(INSPECTOR)
  await tokenField(page).fill(`${encode({ alg: 'nOnE', typ: 'at+jwt' })}.${encode(claims)}.`)
  await expect(finding(page, /“none” in disguise/)).toBeVisible()
  await expect(verdict(page)).toContainText('Unverified')

  const input = `${encode({ alg: 'HS256', typ: 'at+jwt' })}.${encode(claims)}`
  const forged = (secret: string) => `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
  await pinEverything(page)
  await tokenField(page).fill(forged(pem))
  await expect(finding(page, /A forgery: HS256 with your public key as the secret/)).toBeVisible()
  await expect(verdict(page)).toContainText('Refuse it')
  await expect(page.getByRole('link', { name: 'rfc8725bis §2.1' }).first()).toHaveAttribute('href', /rfc8725bis-07#section-2\.1$/)

  await tokenField(page).fill(forged('changeme'))
  await expect(finding(page, /signed with the secret “changeme”/)).toBeVisible()
})

test('faults are said beside their fields', async ({ page }) => {
  await page.goto(INSPECTOR)
  await tokenField(page).fill('{"payload":"e30"}')
  await expect(tokenField(page)).toHaveAccessibleDescription(/This is JSON/)
  await tokenField(page).fill('eyJ….x.y')
  await expect(tokenField(page)).toHaveAccessibleDescription(/character 4 is “…”/)
  await expect(verdict(page)).toContainText('Not a JWT')
  await tokenField(page).fill(signed({}, claims))
  await page.getByRole('combobox', { name: 'Algorithm' }).selectOption('ES256')
  await page.getByRole('textbox', { name: /^Public key/ }).fill('-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----')
  await expect(page.getByRole('textbox', { name: /^Public key/ })).toHaveAccessibleDescription(/Expected a public key\. This is a private one/)
  await expect(verdict(page)).toContainText('Unverified')
})

test('every example is made in the browser and shows what it is named for', async ({ page }) => {
  await page.goto(INSPECTOR)
  const picker = page.getByRole('combobox', { name: /an example/ })
  const shown: [label: string, verdict: string, finding: RegExp | null][] = [
    ['A sound one: ES256, typed, addressed, fifteen minutes', 'May be accepted', null],
    ['Expired', 'Refuse it', /Expired 1 hour 45 minutes/],
    ['HS256 with the public RSA key as secret', 'Refuse it', /A forgery/],
    ['Brings its own key (jku and jwk)', 'Refuse it', /The token brings the key itself/],
    ['kid that climbs through folders', 'Checked, and still dangerous', /looks like a path/],
    ['A claim that stands twice', 'Refuse it', /stands twice in the payload/],
    ['Encrypted (JWE)', 'Unverified: encrypted', /encrypted token/],
  ]
  for (const [label, words, found] of shown) {
    await picker.selectOption({ label })
    await page.getByRole('button', { name: 'Use it' }).click()
    await expect(verdict(page)).toContainText(words)
    if (found) await expect(finding(page, found).first()).toBeVisible()
  }
  await picker.selectOption({ label: 'A token inside the token' })
  await page.getByRole('button', { name: 'Use it' }).click()
  await page.getByRole('button', { name: 'Look at the inner token' }).click()
  await expect(verdict(page)).toContainText('Unverified')
  await expect(page.getByText('"user-4711"').first()).toBeVisible()
})

test('nothing is kept: a reload begins anew', async ({ page }) => {
  await page.goto(INSPECTOR)
  await tokenField(page).fill(signed({}, claims))
  await expect(verdict(page)).toContainText('Unverified')
  expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toContain(encode(claims).slice(0, 40))
  await page.goto(INSPECTOR)
  await expect(tokenField(page)).toHaveValue('')
})

test('without scripts it says that it needs them', async ({ openBrowser }) => {
  const page = await openBrowser({ javaScriptEnabled: false })
  await page.goto(INSPECTOR)
  await expect(page.getByText('needs scripts for it, and scripts are off here')).toBeVisible()
  await expect(page.getByText('A decoded token is not a trusted one.')).toBeVisible()
})

for (const width of [390, 768, 1440]) {
  test(`at ${width} pixels it is whole, in both themes`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(INSPECTOR)
    await tokenField(page).fill(
      signed({ jku: 'https://evil.test/keys', crit: ['x'] }, { ...claims, email: 'a@shop.test', admin: true, note: 'n'.repeat(600) }),
    )
    await expect(finding(page, /brings an address/)).toBeVisible()
    await settled(page)
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
    await page.emulateMedia({ colorScheme: 'dark' })
    await expectReadableColours(page, 'dark')
  })
}
