import { EndEventSchema, OutcomeSchema } from '@crumbtrail/runner/contract'
import { describe, expect, it } from 'vitest'
import { formatBytes, formatMs } from './amount-words.ts'
import { exampleEnd } from './example-events.ts'
import { outcomeWords, type RunSubject, usedWords } from './outcome-words.ts'

const script: RunSubject = { kind: 'script', entry: 'main.js', port: null, steps: 0, played: 0 }
const server: RunSubject = { kind: 'server', entry: 'server.js', port: 3000, steps: 5, played: 2 }
const used = exampleEnd().used
const site = 'shop.test'

describe('the words for an end', () => {
  it.each([script, server])('differ for every outcome of a $kind, and say it in whole sentences', (subject) => {
    const all = OutcomeSchema.options.map((outcome) => outcomeWords(exampleEnd({ outcome }), subject))
    expect(new Set(all.map(({ detail }) => detail)).size).toBe(OutcomeSchema.options.length)
    expect(new Set(all.map(({ title }) => title)).size).toBe(OutcomeSchema.options.length)
    for (const { detail, next } of all) {
      expect(detail).toMatch(/^[A-Za-z].*\.$/)
      if (next !== null) expect(next).toMatch(/[.?]$/)
    }
    for (const { tone } of all.slice(1)) expect(tone).not.toBe('good')
    expect(all[0]?.tone).toBe('good')
  })

  it.each([
    ['all requests', { outcome: 'finished', site }, { ...server, played: 5 }, 'All 5 requests were played.'],
    ['the one request', { outcome: 'finished', site }, { ...server, steps: 1, played: 1 }, 'The request was played.'],
    ['the exit code', { outcome: 'exited', exitCode: 3 }, script, 'main.js ended by itself with code 3.'],
    [
      'what was not played',
      { outcome: 'exited', exitCode: 1, site },
      server,
      'shop.test (server.js) ended by itself with code 1 before its requests were done. 2 of 5 requests had been played.',
    ],
    [
      'the wall limit',
      { outcome: 'wall-timeout', limit: { name: 'wall', value: 5000, unit: 'ms' }, used: { ...used, wallMs: 5030 } },
      script,
      'main.js was still running after 5 s, the limit.',
    ],
    [
      'by how much the CPU limit was passed',
      { outcome: 'cpu-timeout', limit: { name: 'cpu', value: 5000, unit: 'ms' }, used: { ...used, cpuMs: 5400 } },
      script,
      'main.js computed for 5 s, the limit (5.4 s when it was stopped).',
    ],
    [
      'the memory limit',
      {
        outcome: 'out-of-memory',
        limit: { name: 'memory', value: 256 * 1024 * 1024, unit: 'bytes' },
        used: { ...used, memoryPeakBytes: 256 * 1024 * 1024 },
      },
      script,
      'main.js and what it started needed more memory than 256 MiB, the limit.',
    ],
    [
      'the line limit',
      { outcome: 'output-cut', limit: { name: 'output-lines', value: 2000, unit: 'lines' } },
      script,
      'main.js was stopped because it wrote more than 2000 lines, the limit.',
    ],
    [
      'the size limit and how much was written',
      { outcome: 'output-cut', limit: { name: 'output-bytes', value: 262144, unit: 'bytes' }, used: { ...used, outputBytes: 300_000 } },
      script,
      'main.js was stopped because it wrote more than 256 KiB, the limit (293 KiB when it was stopped).',
    ],
    [
      'that nothing listened',
      { outcome: 'no-server', site, limit: { name: 'listen', value: 2000, unit: 'ms' } },
      server,
      'shop.test (server.js) did not listen on port 3000 within 2 s, and on no other port.',
    ],
    [
      'the port that listened',
      { outcome: 'no-server', site, portsFound: [8080] },
      server,
      'shop.test (server.js) listens on port 8080, not on port 3000.',
    ],
    [
      'all ports that listened',
      { outcome: 'no-server', site, portsFound: [8080, 9090] },
      server,
      'shop.test (server.js) listens on ports 8080, 9090, not on port 3000.',
    ],
    [
      'whose fault an internal failure is',
      { outcome: 'internal' },
      script,
      'The sandbox failed; your program is not to blame, and your code is kept.',
    ],
  ] as const)('say %s', (_, end, subject, detail) => {
    const whole = EndEventSchema.parse(exampleEnd({ ...end, portsFound: 'portsFound' in end ? [...end.portsFound] : [] }))
    expect(outcomeWords(whole, subject).detail).toBe(detail)
  })

  it('point at a full heap when Node aborts', () => {
    expect(outcomeWords(exampleEnd({ outcome: 'signal', signal: 'SIGABRT' }), script).next).toContain('heap')
    expect(outcomeWords(exampleEnd({ outcome: 'signal', signal: 'SIGKILL' }), script).next).not.toContain('heap')
  })
})

describe('what was used', () => {
  it.each([
    [used, '120 ms'],
    [{ ...used, queueMs: 1500 }, '120 ms · 1.5 s in the queue before'],
    [{ ...used, queueMs: 20, cpuMs: 80, memoryPeakBytes: 55 * 1024 * 1024 }, '120 ms · 80 ms CPU · 55 MiB memory'],
  ])('is told as far as it was measured', (amounts, expected) => expect(usedWords(exampleEnd({ used: amounts }))).toBe(expected))
})

describe('amounts', () => {
  it.each([
    [0, '< 1 ms'],
    [9.2, '9 ms'],
    [240.4, '240 ms'],
    [999.6, '1 s'],
    [1240, '1.2 s'],
    [31_400, '31 s'],
  ])('%d milliseconds are %s', (ms, words) => expect(formatMs(ms)).toBe(words))
  it.each([
    [812, '812 B'],
    [1536, '1.5 KiB'],
    [65_536, '64 KiB'],
    [268_435_456, '256 MiB'],
  ])('%d bytes are %s', (bytes, words) => expect(formatBytes(bytes)).toBe(words))
})
