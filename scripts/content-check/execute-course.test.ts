import type { JobInput, RunEvent } from '@crumbtrail/runner/contract'
import { describe, expect, it } from 'vitest'
import { loadCourse } from '#lib/lessons/loading/load-course.ts'
import { type Edit, lineIn, sampleCourse } from '#lib/lessons/loading/sample-course.ts'
import { compareRecording, formatRecording, playLab } from './check-lab.ts'
import type { Play } from './check-programs.ts'
import { executeCourse } from './execute-course.ts'
import { type Played, patiently, Refusal } from './run-job.ts'

type End = Extract<RunEvent, { type: 'end' }>

const ending = (outcome: End['outcome'] = 'finished', exitCode: number | null = 0): End => ({
  type: 'end',
  outcome,
  exitCode,
  signal: null,
  site: null,
  limit: outcome === 'wall-timeout' ? { name: 'wall', value: 10_000, unit: 'ms' } : null,
  used: { wallMs: 1, queueMs: 0, cpuMs: 1, memoryPeakBytes: 1, outputBytes: 1 },
  portsFound: [],
  degraded: [],
})

const log = (text: string, stream: 'stdout' | 'stderr' = 'stdout'): RunEvent => ({ type: 'log', stream, site: null, seq: 0, at: 1, text })
const played = (events: RunEvent[], end = ending()): Played => ({ events: [...events, end], end })
/** A lab's run with its checks. */
const checked = (events: RunEvent[], passed: boolean, more: Partial<Extract<RunEvent, { type: 'check' }>> = {}): Played =>
  played([...events, { type: 'check', id: 'solved', title: 'It is solved', passed, hint: passed ? null : 'Look', stepId: null, ...more }], {
    ...ending(),
    checks: 'run',
  })

/** What the sample's programs and labs print, with some jobs answered otherwise: by a part of their source. */
const player =
  (otherwise: Record<string, () => Played> = {}): Play =>
  async (job: JobInput) => {
    const source = job.files.map(({ content }) => content).join('')
    const found = Object.entries(otherwise).find(([part]) => source.includes(part))
    if (found) return found[1]()
    if (job.kind === 'lab') return checked([log(source.includes('solved') ? 'counted\n' : 'forgot\n')], source.includes('solved'))
    return played([log(source.includes('1 + 1') ? '2\n' : 'a\n')])
  }

const execute = async (play: Play, ...edits: Edit[]) => {
  const files = sampleCourse(...edits)
  const { lessons, mistakes } = loadCourse(files)
  expect(mistakes).toEqual([])
  return { ...(await executeCourse(lessons, files, play, false)), files }
}

const playSampleLab = async (play: Play) => {
  const lesson = loadCourse(sampleCourse()).lessons.find(({ lab }) => lab)
  if (!lesson?.lab) throw new Error('the sample has a lab')
  return playLab({ ...lesson, lab: lesson.lab }, 'content/sample/02-two', play)
}

describe('executing a course', () => {
  it('runs every program and lab, and finds nothing when they do what is stated', async () => {
    const { recording } = await playSampleLab(player())
    if (!recording) throw new Error('expected a recording')
    const recorded = { file: 'sample/02-two/lab/recorded.json', to: formatRecording(recording) }
    expect(await execute(player(), recorded)).toMatchObject({ programs: 3, labs: 1, written: [], mistakes: [] })
  })

  it('tells an output block that is not what the program prints, at the block', async () => {
    const { mistakes, files } = await execute(player({ "console.log('a')": () => played([log('a\nb\n')]) }))
    expect(mistakes).toContainEqual({
      file: 'content/sample/02-two/lesson.mdx',
      line: lineIn(files, 'sample/02-two/lesson.mdx', '```output'),
      field: 'code js',
      message: 'line 2 of the output is stated as missing',
      expected: '"b", which the program prints',
    })
  })

  it.each([
    ['a space at the end of a line', 'a \n'],
    ['an empty line before', '\na\n'],
    ['a second line end', 'a\n\n'],
    ['nothing', ''],
  ])('compares character by character: %s', async (_, text) => {
    const { mistakes } = await execute(player({ "console.log('a')": () => played([log(text)]) }))
    expect(mistakes.filter(({ field }) => field === 'code js')).toHaveLength(1)
  })

  it('tells a prediction whose right output is wrong, at that output', async () => {
    const { mistakes, files } = await execute(player(), { file: 'sample/01-one/quiz.yaml', from: 'output: "2"', to: 'output: "3"' })
    expect(mistakes[0]).toMatchObject({
      file: 'content/sample/01-one/quiz.yaml',
      line: lineIn(files, 'sample/01-one/quiz.yaml', 'output: "3"'),
      field: 'questions.2.options.0.output',
      expected: '"2", which the program prints',
    })
  })

  it('tells a program that prints and states nothing', async () => {
    const { mistakes } = await execute(player(), { file: 'sample/02-two/lesson.mdx', from: '```output\na\n```', to: 'Something.' })
    expect(mistakes[0]).toMatchObject({ field: 'code js', expected: 'an output block after the program' })
  })

  it.each([
    ['fails', () => played([log('boom\n', 'stderr')], ending('exited', 1)), /ended with exited \(code 1\): boom/],
    ['never ends', () => played([], ending('wall-timeout', null)), /wall-timeout \(wall limit of 10000 ms\)/],
    ['warns', () => played([log('a\n'), log('careful\n', 'stderr')]), /standard error: careful/],
    [
      'is refused',
      () => {
        throw new Refusal('bad-request: files: too much')
      },
      /refused the program: bad-request/,
    ],
  ])('tells a program that %s', async (_, answer, message) => {
    const { mistakes } = await execute(player({ "console.log('a')": answer }))
    expect(mistakes.find(({ field }) => field === 'code js')?.message).toMatch(message)
  })

  it('does not take a failure of the runner for a mistake of the author', async () => {
    await expect(execute(async () => Promise.reject(new Error('socket closed')))).rejects.toThrow('socket closed')
  })
})

describe('playing a lab', () => {
  it('tells a lab without a recording, and one whose recording is stale or of another version', async () => {
    expect((await execute(player())).mistakes).toMatchObject([
      { file: 'content/sample/02-two/lab/recorded.json', message: 'the lab has no recording' },
    ])
    const { recording } = await playSampleLab(player())
    if (!recording) throw new Error('expected a recording')
    const text = formatRecording(recording)
    expect(compareRecording(text, recording, 'x')).toEqual([])
    expect(compareRecording(text.replace('forgot', 'forgets'), recording, 'x')[0]?.message).toBe(
      'the recording is stale: "program stdout: forgets" is now "program stdout: forgot"',
    )
    expect(compareRecording(text, { ...recording, contentVersion: 'v20271121' }, 'x')[0]?.message).toBe(
      'the recording is of v20261121, the lesson is v20271121',
    )
  })

  it.each([
    ['start and solved show the same', player({ '// ': () => played([log('same\n')]) }), 'solved', /show the same/],
    ['a start that crashes', player({ '// start': () => played([log('boom', 'stderr')], ending('exited', 1)) }), 'start', /exited \(code 1\): boom/],
    ['a server that never listens', player({ '// solved': () => played([], ending('no-server', null)) }), 'solved', /no-server/],
  ])('tells %s', async (_, play, field, message) => {
    const { mistakes, recording } = await playSampleLab(play)
    expect(recording).toBeNull()
    expect(mistakes).toHaveLength(1)
    expect(mistakes[0]).toMatchObject({ field, file: 'content/sample/02-two/lab/lab.yaml' })
    expect(mistakes[0]?.message).toMatch(message)
  })

  it('tells checks that are no JavaScript where they are none', async () => {
    const play = player({ '// start': () => played([log('forgot\n')], { ...ending(), checks: 'failed' }) })
    const { mistakes, files } = await execute(play, { file: 'sample/02-two/lab/checks.js', from: /$/, to: '\nexport const ( = 1\n' })
    const line = lineIn(files, 'sample/02-two/lab/checks.js', 'export const ( = 1')
    expect(mistakes).toMatchObject([
      { file: 'content/sample/02-two/lab/checks.js', line, message: expect.stringMatching(/no JavaScript: Unexpected token/) },
    ])
  })

  it.each([
    ['a solution that does not pass', player({ '// solved': () => checked([log('counted\n')], false) }), 'solved', /the solution does not pass it/],
    ['a starter that leaves nothing to do', player({ '// start': () => checked([log('forgot\n')], true) }), 'file', /the starter passes all checks/],
    [
      'checks that cannot be played',
      player({ '// start': () => played([log('forgot\n')], { ...ending(), checks: 'failed' }) }),
      'file',
      /could not be played/,
    ],
    [
      'a check about a step that is not there',
      player({ '// start': () => checked([log('forgot\n')], false, { stepId: 'nowhere' }) }),
      'solved',
      /there is no step nowhere/,
    ],
  ])('tells %s', async (_, play, field, message) => {
    const { mistakes, recording } = await playSampleLab(play)
    expect(recording).toBeNull()
    expect(mistakes).toEqual([
      expect.objectContaining({ field, file: 'content/sample/02-two/lab/checks.js', message: expect.stringMatching(message) }),
    ])
  })

  it('tells two runs that differ in more than named values', async () => {
    const visitors = [1, 2]
    const { mistakes } = await playSampleLab(player({ '// start': () => played([log(`visitor ${visitors.shift()}\n`)]) }))
    expect(mistakes[0]?.message).toBe('two runs of the same files differ: "program stdout: visitor 1" is now "program stdout: visitor 2"')
  })
})

describe('playing patiently', () => {
  const job: JobInput = { version: 1, kind: 'script', files: [{ path: 'program.js', content: '' }], caller: 'test' }
  const playing = async (...outcomes: End['outcome'][]) => {
    const left = [...outcomes]
    const { end } = await patiently(async () => played([], ending(left.shift())))(job)
    return { outcome: end.outcome, left: left.length }
  }

  it('plays once more after an end that a busy machine may cause, and no more', async () => {
    expect(await playing('no-server', 'finished')).toEqual({ outcome: 'finished', left: 0 })
    expect(await playing('wall-timeout', 'wall-timeout', 'finished')).toEqual({ outcome: 'wall-timeout', left: 1 })
  })

  it('plays once when the program itself is at fault, or nothing is', async () => {
    expect(await playing('exited', 'finished')).toEqual({ outcome: 'exited', left: 1 })
    expect(await playing('finished', 'exited')).toEqual({ outcome: 'finished', left: 1 })
  })
})
