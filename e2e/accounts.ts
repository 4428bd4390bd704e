/** People with accounts, made as people make them: through the forms, and the local mailbox. */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import type { APIResponse, Page } from '@playwright/test'
import { Client } from 'pg'
import { runningPostgresUrl } from '#scripts/launch/embedded-postgres.ts'
import { placeThings } from '#scripts/launch/placement.ts'
import { expect } from './fixtures.ts'

export type Person = { name: string; email: string; password: string }

/** For `test.use`: the cookies that signing in leaves behind. */
export const SIGNED_IN = { expectedCookies: /^crumbtrail-session$/ }

/** Somebody whom no other journey knows. */
export function newPerson(name = 'Ada'): Person {
  const mark = randomBytes(6).toString('hex')
  return { name, email: `${name.toLowerCase().replace(/\W/g, '')}.${mark}@example.org`, password: `four words that differ ${mark}` }
}

/** Signs up, opens the mailed link, confirms, and stands on the page that greets. */
export async function signUp(page: Page, person: Partial<Person> = {}): Promise<Person> {
  const whole = { ...newPerson(person.name), ...person }
  await askForAccount(page, whole)
  await confirmAccount(page, whole)
  return whole
}

export async function askForAccount(page: Page, { name, email, password }: Person): Promise<void> {
  await page.goto('/sign-up')
  await page.getByLabel('Display name').fill(name)
  await page.getByLabel('Mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign up' }).click()
  await expect(page.getByRole('heading', { name: 'Look into your mail' })).toBeVisible()
}

export async function confirmAccount(page: Page, { name, email, password }: Person): Promise<void> {
  await page.goto(linkIn(await mailTo(page, email, 'Finish signing up at Crumbtrail')))
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Make my account' }).click()
  await expect(page.getByRole('heading', { name: `Welcome, ${name}` })).toBeVisible()
  await page.waitForLoadState('domcontentloaded')
}

/** Signs in by the form; stands on the page that greets. */
export async function signIn(page: Page, { name, email, password }: Person, next?: string): Promise<void> {
  await sendSignIn(page, { email, password }, next)
  await expect(page.getByRole('heading', { name: `Welcome, ${name}` })).toBeVisible()
  await page.waitForLoadState('domcontentloaded')
}

export async function sendSignIn(page: Page, { email, password }: Pick<Person, 'email' | 'password'>, next?: string): Promise<void> {
  await page.goto(next === undefined ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`)
  await page.getByLabel('Mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

export async function signOut(page: Page): Promise<void> {
  await page.goto('/sign-out')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
}

/** The words of the newest mail with this subject to this address, as soon as it is there; read in a tab of its own. */
export async function mailTo(page: Page, email: string, subject: string): Promise<string> {
  const mailbox = await page.context().newPage()
  const item = mailbox
    .getByRole('listitem')
    .filter({ hasText: `To ${email},` })
    .filter({ hasText: subject })
    .first()
  await expect(async () => {
    await mailbox.goto('/mailbox')
    await expect(item).toBeVisible({ timeout: 500 })
  }).toPass()
  await item.getByRole('link').click()
  const words = await mailbox.locator('main pre').textContent()
  await mailbox.close()
  return words ?? ''
}

/** The link in a mail, as a path of the site. */
export function linkIn(words: string): string {
  const [link = ''] = /https?:\/\/\S+token=\S+/.exec(words) ?? []
  const { pathname, search } = new URL(link)
  return `${pathname}${search}`
}

const dataDir = () => resolve(process.env.E2E_DATA_DIR ?? '.data/e2e')

/** Lets the 15 minutes of every link that was mailed to this address be over, in the database of the running site. */
export async function expireLinks({ email }: Pick<Person, 'email'>): Promise<void> {
  const client = new Client({ connectionString: runningPostgresUrl(placeThings(dataDir())) })
  await client.connect()
  try {
    await client.query(`UPDATE "PendingSignUp" SET "expiresAt" = now() - interval '1 second' WHERE "email" = $1`, [email])
    await client.query(
      `UPDATE "PasswordReset" SET "expiresAt" = now() - interval '1 second' WHERE "userId" IN (SELECT "id" FROM "User" WHERE "email" = $1)`,
      [email],
    )
  } finally {
    await client.end()
  }
}

/** Gives a role as the operator does, beside the running site. */
export async function giveRole({ email }: Pick<Person, 'email'>, role: 'learner' | 'instructor' | 'moderator' | 'admin'): Promise<void> {
  const command = ['--conditions=react-server', 'scripts/account-role.ts', email, role]
  await promisify(execFile)(process.execPath, command, { env: { ...process.env, DATA_DIR: dataDir(), PORT: '3210', RUNNER_PORT: '3211' } })
}

/** Sends a form as a browser without scripts does, any number of times at once: its unseen fields as the page has them, and these. */
export async function postForm(page: Page, path: string, fields: Record<string, string>, times = 1): Promise<APIResponse[]> {
  const html = await (await page.request.get(path)).text()
  const form = /<form[^>]*multipart[\s\S]*?<\/form>/.exec(html)?.[0] ?? ''
  const unseen = [...form.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g)].map(([, name = '', value = '']) => [
    name,
    unescaped(value),
  ])
  const multipart = { ...Object.fromEntries(unseen), ...fields }
  const headers = { origin: new URL(page.url()).origin }
  return await Promise.all(Array.from({ length: times }, () => page.request.post(path, { multipart, headers, maxRedirects: 0 })))
}

const unescaped = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
