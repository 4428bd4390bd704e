/**
 * The program of the checks' own sandbox: plays the lab's checks over the timeline and writes one line. It gets the word
 * that begins this line over its stdin, before any other code of the sandbox runs; what the timeline holds is never run.
 */
import { readFileSync } from 'node:fs'
import type { Timeline, TimelineExchange } from './timeline.ts'
import type { Told, ToldCookies } from './told-by-browser.ts'

/** An answer as checks read it. Names of headers are compared without case (RFC 9110, section 5.1). */
interface Answer {
  status: number
  text: string
  /** The first header of this name; undefined without one. */
  header(name: string): string | undefined
  /** Every Set-Cookie line, taken apart; attribute names in lower case, a flag has the value true. */
  cookies: { name: string; value: string; attributes: Record<string, string | true> }[]
}

/** A request as checks read it. */
interface Asked {
  method: string
  url: string
  text: string
  header(name: string): string | undefined
}

/**
 * What `holds` is given. Asking for a step that was not answered, or of which no browser told such a thing, makes the check fail. A step can
 * make several exchanges (redirects, a preflight): `response` and `request` are its last.
 */
interface Run {
  response(stepId: string): Answer
  request(stepId: string): Asked
  /** Every exchange of a step in order; `response` is null where none came, `purpose` and `browser` for a raw request. */
  exchanges(stepId: string): { browser: string | null; purpose: string | null; request: Asked; response: Answer | null }[]
  /** What the browser did with cookies: the last time that it looked for some to send or to show, and all that the step set. */
  cookies(stepId: string): ToldCookies
  /** Codes of all else that the browser decided in the step, such as `cors-origin-missing`. */
  codes(stepId: string): string[]
  /** What `document.cookie` showed. */
  documentCookie(stepId: string): string
  /** What a script's fetch could read; null when it was refused, `text` null when it was opaque. */
  script(stepId: string): { status: number; text: string | null } | null
  /** The address of the page that the step led to; null for the browser's own error page. */
  page(stepId: string): string | null
  /** Names of the cookies that went with the session or ran out. */
  gone(stepId: string): string[]
  /** Names of the cookies that were copied out of another browser. */
  stolen(stepId: string): string[]
  stdout: string
  stderr: string
  outcome: string
  exitCode: number | null
}

interface Check {
  id: string
  title: string
  hint: string
  step?: string
  holds(run: Run): unknown
}

const word = readFileSync(0, 'utf8')
const timeline = JSON.parse(readFileSync(new URL('timeline.json', import.meta.url), 'utf8')) as Timeline
const { checks } = (await import(new URL('checks.mjs', import.meta.url).href)) as { checks: Check[] }

const results = []
for (const check of checks) {
  const passed = await holds(check)
  results.push({ id: check.id, title: check.title, passed, hint: passed ? null : check.hint, stepId: check.step ?? null })
}
process.stdout.write(`\n${word} ${JSON.stringify(results)}\n`)

async function holds(check: Check): Promise<boolean> {
  try {
    return (await check.holds(createRun())) === true
  } catch {
    // Most of all an answer that is not there, or is not of the shape that the check reads.
    return false
  }
}

function createRun(): Run {
  const find = (stepId: string): TimelineExchange => {
    const found = timeline.exchanges.findLast((exchange) => exchange.stepId === stepId)
    if (!found) throw new Error(`the step ${stepId} was not played`)
    return found
  }
  return {
    response: (stepId) => {
      const { response } = find(stepId)
      if (!response) throw new Error(`the step ${stepId} was not answered`)
      return readAnswer(response)
    },
    request: (stepId) => readAsked(find(stepId).request),
    exchanges: (stepId) => {
      find(stepId)
      return timeline.exchanges
        .filter((exchange) => exchange.stepId === stepId)
        .map(({ browser, purpose, request, response }) => ({
          browser,
          purpose,
          request: readAsked(request),
          response: response && readAnswer(response),
        }))
    },
    cookies: (stepId) => {
      const set = told(stepId, 'set').map((one) => one.set)
      const looked = told(stepId, 'retrieved').at(-1)
      if (!looked && set.length === 0) throw new Error(`no browser told of cookies in the step ${stepId}`)
      return { sent: looked?.sent ?? [], withheld: looked?.withheld ?? [], set }
    },
    codes: (stepId) => told(stepId, 'code').map(({ code }) => code),
    documentCookie: (stepId) => lastTold(stepId, 'read').text,
    script: (stepId) => lastTold(stepId, 'script').result,
    page: (stepId) => lastTold(stepId, 'page').url,
    gone: (stepId) => told(stepId, 'gone').flatMap(({ names }) => names),
    stolen: (stepId) => told(stepId, 'stolen').map(({ name }) => name),
    stdout: timeline.stdout,
    stderr: timeline.stderr,
    outcome: timeline.outcome,
    exitCode: timeline.exitCode,
  }
}

function told<T extends Told['type']>(stepId: string, type: T): Extract<Told, { type: T }>[] {
  return timeline.told.filter((one): one is Extract<Told, { type: T }> => one.stepId === stepId && one.type === type)
}

function lastTold<T extends Told['type']>(stepId: string, type: T): Extract<Told, { type: T }> {
  const last = told(stepId, type).at(-1)
  if (!last) throw new Error(`no browser told this of the step ${stepId}`)
  return last
}

function readAnswer({ status, headers, body }: NonNullable<TimelineExchange['response']>): Answer {
  const lines = headers.filter(([name]) => name.toLowerCase() === 'set-cookie').map(([, value]) => value)
  return { status, text: body, header: (name) => firstOf(headers, name), cookies: lines.map(readSetCookie) }
}

function readAsked({ method, url, headers, body }: TimelineExchange['request']): Asked {
  return { method, url, text: body, header: (name) => firstOf(headers, name) }
}

function firstOf(headers: [string, string][], name: string): string | undefined {
  return headers.find(([given]) => given.toLowerCase() === name.toLowerCase())?.[1]
}

/** Takes a Set-Cookie line apart without judging it: that is a browser's affair. */
function readSetCookie(line: string): Answer['cookies'][number] {
  const [pair = '', ...rest] = line.split(';')
  const [name, value] = splitOnce(pair)
  const attributes = rest.map((part): [string, string | true] => {
    const [key, given] = splitOnce(part)
    return [key.toLowerCase(), part.includes('=') ? given : true]
  })
  return { name, value, attributes: Object.fromEntries(attributes) }
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf('=')
  return at < 0 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()]
}
