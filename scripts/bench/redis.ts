/** How soon a run's Redis answers, and what it costs the run: through the runner's HTTP contract. */
import type { JobInput, RunEvent } from '@crumbtrail/runner/contract'
import type { BenchRunner } from './run-programs.ts'

const ASKS = `import { createClient } from 'redis'
const client = await createClient({ url: process.env.REDIS_URL }).connect()
console.log(await client.ping())
client.destroy()
`
const base = { version: 1, kind: 'script', caller: 'bench' } as const
const withRedis: JobInput = { ...base, files: [{ path: 'main.js', content: ASKS }], services: ['redis'] }
const without: JobInput = { ...base, files: [{ path: 'main.js', content: `console.log('PONG')\n` }] }

/** Milliseconds to the first byte that the program wrote, and until Redis answered (null without one). */
type Played = { firstByteMs: number; readyMs: number | null }

const play = async ({ url, secret }: BenchRunner, job: JobInput): Promise<Played> => {
  const startedAt = performance.now()
  const response = await fetch(`${url}/v1/runs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...job, caller: `bench-${Math.random()}` }),
  })
  if (!response.ok || !response.body) throw new Error(`the runner answered ${response.status}: ${(await response.text()).slice(0, 500)}`)
  let firstByteMs = 0
  let text = ''
  for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
    text += piece
    if (firstByteMs === 0 && text.includes('{"type":"log"')) firstByteMs = performance.now() - startedAt
  }
  const events = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RunEvent)
  const end = events.at(-1)
  if (end?.type !== 'end' || end.outcome !== 'finished' || firstByteMs === 0) throw new Error(`a bench run did not finish: ${text.slice(-800)}`)
  const started = events.find((event) => event.type === 'service')
  return { firstByteMs, readyMs: started?.type === 'service' ? (started.readyMs ?? null) : null }
}

const sorted = (values: number[]) => values.toSorted((a, b) => a - b)
const median = (values: number[]) => sorted(values)[Math.floor(values.length / 2)] as number
const p99 = (values: number[]) => sorted(values)[Math.ceil(values.length * 0.99) - 1] as number

/** Runs with Redis and without take turns; the first of each is not counted. Each waits a moment, so that places wait booted as they do for learners. */
export const measureRedis = async (runner: BenchRunner, rounds: number) => {
  const [asking, plain] = [[] as Played[], [] as Played[]]
  for (let round = 0; round <= rounds; round += 1) {
    const pair = [await play(runner, withRedis), await play(runner, without)] as const
    if (round > 0) {
      asking.push(pair[0])
      plain.push(pair[1])
    }
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  const readyTimes = asking.flatMap(({ readyMs }) => (readyMs === null ? [] : [readyMs]))
  return {
    readyMs: median(readyTimes),
    readyP99Ms: p99(readyTimes),
    firstByteMs: median(asking.map(({ firstByteMs }) => firstByteMs)),
    withoutMs: median(plain.map(({ firstByteMs }) => firstByteMs)),
  }
}
