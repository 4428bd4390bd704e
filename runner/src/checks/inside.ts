/**
 * The program of the checks' own sandbox: plays the lab's checks over the timeline and writes one line. It gets the word
 * that begins this line over its stdin, before any other code of the sandbox runs; what the timeline holds is never run.
 */
import { readFileSync } from 'node:fs'
import type { Timeline, TimelineExchange } from './timeline.ts'

/** An answer as checks read it. Names of headers are compared without case (RFC 9110, section 5.1). */
interface Answer {
  status: number
  text: string
  /** The first header of this name; undefined without one. */
  header(name: string): string | undefined
  /** Every Set-Cookie line, taken apart; attribute names in lower case, a flag has the value true. */
  cookies: { name: string; value: string; attributes: Record<string, string | true> }[]
}

/** What `holds` is given. Asking for a step that was not answered makes the check fail. */
interface Run {
  response(stepId: string): Answer
  request(stepId: string): { method: string; url: string; text: string; header(name: string): string | undefined }
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
      const { status, headers, body } = response
      const lines = headers.filter(([name]) => name.toLowerCase() === 'set-cookie').map(([, value]) => value)
      return { status, text: body, header: (name) => firstOf(headers, name), cookies: lines.map(readSetCookie) }
    },
    request: (stepId) => {
      const { method, url, headers, body } = find(stepId).request
      return { method, url, text: body, header: (name) => firstOf(headers, name) }
    },
    stdout: timeline.stdout,
    stderr: timeline.stderr,
    outcome: timeline.outcome,
    exitCode: timeline.exitCode,
  }
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
