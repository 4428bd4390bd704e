// What the site answers while its database is away: lessons as ever, everything else that it should be tried again, and nothing that was sent is lost.
import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Learner } from '../learners.ts'

const BACK_MS_MAX = 30_000
const POLL_MS = 100
const AWAY = 'Accounts cannot be reached at the moment.'
const FORM_AWAY = 'We cannot reach our database at this moment.'
const ADDRESS = 'reader@example.com'

/** What is asked, the status while the database is away, what the page then holds, and statuses that are right when it is back. */
type Asked = { path: string; status: number; init?: RequestInit; holds?: string[]; back?: number[] }
type Setup = { siteUrl: string; learner: Learner; lessonId: string; lessonPath: string; stop: () => Promise<void>; start: () => Promise<void> }

/** Stops the database, asks, starts it again, and waits until all answer as before. Every fault as a sentence. */
export async function checkWhileAway({ siteUrl, learner, lessonId, lessonPath, stop, start }: Setup): Promise<string[]> {
  const faults: string[] = []
  const headers = { cookie: learner.cookie, origin: siteUrl }
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(siteUrl + path, { redirect: 'manual', ...init, headers: { ...headers, ...init.headers } })
  const text = `Written while the database was away: ${randomUUID()}`
  const discussion = `${lessonPath}/discussion`
  const formOf = async (path: string, field: string, typed: Record<string, string>, init: RequestInit = {}): Promise<FormData> => {
    const form = readForm(await (await ask(path, init)).text(), field)
    for (const [name, value] of Object.entries(typed)) form.set(name, value)
    return form
  }
  const stranger = { headers: { cookie: '' } }
  const comment = await formOf(discussion, 'text', { text, intent: 'post' })
  const name = await formOf('/settings', 'name', { name: 'Reader Renamed' })
  const password = 'eleven purple lamps on a hill'
  const signIn = await formOf('/sign-in', 'password', { email: ADDRESS, password }, stranger)
  const signUp = await formOf('/sign-up', 'password', { name: 'Reader', email: ADDRESS, password }, stranger)
  const reset = await formOf('/reset-password', 'email', { email: ADDRESS }, stranger)
  const write = { kind: 'opened', id: randomUUID(), at: new Date().toISOString(), lessonId }
  const send: RequestInit = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: learner.id, since: 0, writes: [write] }),
  }
  const asked: Asked[] = [
    { path: lessonPath, status: 200 },
    { path: '/learn', status: 200 },
    { path: '/api/health/live', status: 200 },
    { path: '/api/health/ready', status: 503 },
    { path: '/progress', status: 503 },
    { path: '/settings', status: 503, holds: [AWAY] },
    { path: '/sign-in', status: 503, holds: [AWAY] },
    { path: '/sign-out', status: 503, holds: [AWAY] },
    { path: '/discussions', status: 503 },
    { path: discussion, status: 503 },
    { path: '/api/progress', status: 503 },
    { path: '/api/progress', status: 503, init: send },
    { path: discussion, status: 503, init: { method: 'POST', body: comment }, holds: [text] },
    { path: '/settings', status: 503, init: { method: 'POST', body: name }, holds: [AWAY] },
    { path: '/sign-in', status: 503, init: { ...stranger, method: 'POST', body: signIn }, holds: [FORM_AWAY, ADDRESS], back: [422] },
    { path: '/sign-up', status: 503, init: { ...stranger, method: 'POST', body: signUp }, holds: [FORM_AWAY, ADDRESS], back: [303] },
    { path: '/reset-password', status: 503, init: { ...stranger, method: 'POST', body: reset }, holds: [FORM_AWAY, ADDRESS], back: [303] },
  ]
  await stop()
  for (const { path, status, init, holds } of asked) {
    const what = `${init?.method ?? 'GET'} ${path}`
    const response = await ask(path, init)
    const body = await response.text()
    if (response.status !== status) faults.push(`while the database was away ${what} was answered ${response.status}, not ${status}`)
    if (status === 503 && !/^\d+$/.test(response.headers.get('retry-after') ?? '')) faults.push(`the 503 to ${what} came without Retry-After`)
    for (const part of holds ?? []) if (!body.includes(part)) faults.push(`the answer to ${what} does not hold “${part}”`)
    if (body.includes(password)) faults.push(`the answer to ${what} holds the password that was sent`)
  }
  await start()
  for (const { path, init, back } of asked) {
    const until = Date.now() + BACK_MS_MAX
    for (;;) {
      const { status } = await ask(path, init)
      if (back?.includes(status) ?? status < 400) break
      if (Date.now() > until) {
        faults.push(`with the database back ${init?.method ?? 'GET'} ${path} is still answered ${status}`)
        break
      }
      await delay(POLL_MS)
    }
  }
  const kept = await (await ask(discussion)).text()
  if (kept.split(`>${text}<`).length !== 2) faults.push('the comment that was refused and sent again is not there once')
  return faults
}

/** The hidden fields that a browser without scripts would send with the page's first form that asks for this field. */
function readForm(html: string, field: string): FormData {
  const form = new FormData()
  const forms = html.match(/<form[^>]*multipart[\s\S]*?<\/form>/g) ?? []
  const written = forms.find((one) => one.includes(` name="${field}"`)) ?? ''
  for (const [, name = '', value = ''] of written.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g))
    form.set(name, value.replaceAll('&quot;', '"').replaceAll('&amp;', '&'))
  if (written === '') throw new Error(`the page has no form with the field ${field}`)
  return form
}
