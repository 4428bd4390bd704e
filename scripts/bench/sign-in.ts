/** Signing in as the dearest thing that a stranger can ask for: how many at once are answered, and what the others notice of it. */
import { setTimeout as delay } from 'node:timers/promises'

const AT_ONCE = 16
const SECONDS = 5
const READS_PER_SECOND = 20

export type SignInFigures = {
  /** Answers that looked at the password, by their number a second, and their median time. */
  lookedAtPerSecond: number
  medianMs: number
  /** Answers that said "come back later", by status. */
  later: Record<number, number>
  /** A lesson's 99th percentile, without and with the others signing in. */
  quietP99Ms: number
  busyP99Ms: number
}

/** Needs a site that believes X-Forwarded-For of this machine, as every sign-in comes from another address; else one address is stopped after ten. */
export async function measureSignIns(origin: string, lessonUrl: string): Promise<SignInFigures> {
  const form = await readForm(`${origin}/sign-in`)
  await signIn(origin, form, 0)
  const quiet = await readAtRate(lessonUrl)
  const end = performance.now() + SECONDS * 1000
  const answers: { status: number; ms: number }[] = []
  const [busy] = await Promise.all([
    readAtRate(lessonUrl),
    ...Array.from({ length: AT_ONCE }, async () => {
      while (performance.now() < end) answers.push(await signIn(origin, form, answers.length + Math.random()))
    }),
  ])
  const lookedAt = answers.filter(({ status }) => status === 422)
  const later: Record<number, number> = {}
  for (const { status } of answers) if (status !== 422) later[status] = (later[status] ?? 0) + 1
  return {
    lookedAtPerSecond: lookedAt.length / SECONDS,
    medianMs: percentile(
      lookedAt.map(({ ms }) => ms),
      0.5,
    ),
    later,
    quietP99Ms: percentile(quiet, 0.99),
    busyP99Ms: percentile(busy, 0.99),
  }
}

/** The unseen fields of the form, as a browser without scripts sends them. */
async function readForm(url: string): Promise<[string, string][]> {
  const form = /<form[^>]*multipart[\s\S]*?<\/form>/.exec(await (await fetch(url)).text())?.[0] ?? ''
  const fields = [...form.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g)]
  return fields.map(([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"').replaceAll('&amp;', '&')])
}

async function signIn(origin: string, hidden: readonly [string, string][], mark: number): Promise<{ status: number; ms: number }> {
  const body = new FormData()
  for (const [name, value] of hidden) body.append(name, value)
  body.append('email', `nobody.${mark}@example.org`)
  body.append('password', 'some set of words that is wrong')
  const address = `198.19.${Math.floor(Math.random() * 256)}.${Math.floor(Math.random() * 256)}`
  const began = performance.now()
  const answer = await fetch(`${origin}/sign-in`, { method: 'POST', body, headers: { origin, 'x-forwarded-for': address }, redirect: 'manual' })
  await answer.arrayBuffer()
  if (![422, 429, 503].includes(answer.status)) throw new Error(`a sign-in was answered with ${answer.status}`)
  return { status: answer.status, ms: performance.now() - began }
}

/** Asks at a steady rate, whether answers come or not, so that waiting is not left out of the figure. */
async function readAtRate(url: string): Promise<number[]> {
  const reads: Promise<number>[] = []
  for (let index = 0; index < SECONDS * READS_PER_SECOND; index += 1) {
    reads.push(read(url))
    await delay(1000 / READS_PER_SECOND)
  }
  return Promise.all(reads)
}

async function read(url: string): Promise<number> {
  const began = performance.now()
  const answer = await fetch(url)
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`${url} was answered with ${answer.status}`)
  return performance.now() - began
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}
