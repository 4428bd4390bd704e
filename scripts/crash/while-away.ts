// What the site answers while its database is away: lessons as ever, everything else that it should be tried again, and nothing that was sent is lost.
import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Learner } from '../learners.ts'

const BACK_MS_MAX = 30_000
const POLL_MS = 100
const AWAY = 'Accounts cannot be reached at the moment.'

type Asked = { path: string; status: number; init?: RequestInit; holds?: string }
type Setup = { siteUrl: string; learner: Learner; lessonId: string; lessonPath: string; stop: () => Promise<void>; start: () => Promise<void> }

/** Stops the database, asks, starts it again, and waits until all answer as before. Every fault as a sentence. */
export async function checkWhileAway({ siteUrl, learner, lessonId, lessonPath, stop, start }: Setup): Promise<string[]> {
  const faults: string[] = []
  const headers = { cookie: learner.cookie, origin: siteUrl }
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(siteUrl + path, { redirect: 'manual', ...init, headers: { ...headers, ...init.headers } })
  const text = `Written while the database was away: ${randomUUID()}`
  const discussion = `${lessonPath}/discussion`
  const form = readForm(await (await ask(discussion)).text())
  form.set('text', text)
  form.set('intent', 'post')
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
    { path: '/settings', status: 503, holds: AWAY },
    { path: '/sign-in', status: 503, holds: AWAY },
    { path: '/sign-out', status: 503, holds: AWAY },
    { path: '/discussions', status: 503 },
    { path: discussion, status: 503 },
    { path: '/api/progress', status: 503 },
    { path: '/api/progress', status: 503, init: send },
    { path: discussion, status: 503, init: { method: 'POST', body: form }, holds: text },
  ]
  await stop()
  for (const { path, status, init, holds } of asked) {
    const what = `${init?.method ?? 'GET'} ${path}`
    const response = await ask(path, init)
    const body = await response.text()
    if (response.status !== status) faults.push(`while the database was away ${what} was answered ${response.status}, not ${status}`)
    if (status === 503 && !/^\d+$/.test(response.headers.get('retry-after') ?? '')) faults.push(`the 503 to ${what} came without Retry-After`)
    if (holds && !body.includes(holds)) faults.push(`the answer to ${what} does not hold “${holds}”`)
  }
  await start()
  for (const { path, init } of asked) {
    const until = Date.now() + BACK_MS_MAX
    for (;;) {
      const { status } = await ask(path, init)
      if (status < 400) break
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

/** The fields that a browser without scripts would send with the page's form for comments. */
function readForm(html: string): FormData {
  const form = new FormData()
  const [written = ''] = /<form[^>]*multipart[\s\S]*?<\/form>/.exec(html) ?? []
  for (const [, name = '', value = ''] of written.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g))
    form.set(name, value.replaceAll('&quot;', '"').replaceAll('&amp;', '&'))
  if (written === '') throw new Error('the page has no form for comments')
  return form
}
