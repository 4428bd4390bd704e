// One learner who writes without end, keeps what is not acknowledged and sends it again, and in the end compares the account with what it was told.
import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { mergeProgress } from '#lib/progress/merge-rules.ts'
import { EMPTY_PROGRESS, type Progress } from '#lib/progress/progress-schema.ts'
import { lessonOf } from '#lib/progress/write-rules.ts'
import type { ProgressWrite } from '#lib/progress/write-schema.ts'
import type { Learner } from '../learners.ts'
import { type CourseQuestion, type Rows, signPass } from './victims.ts'

const ANSWER_MS_MAX = 10_000
/** Below what an account may send in five minutes. */
const PAUSE_MS = 180
/** As many of a kind as the account keeps, so that each must still be there in the end. */
const ATTEMPTS_MAX = 20
const RUNS_MAX = 50
/** More of them say nothing new. */
const FAULTS_MAX = 5

export type Writer = ReturnType<typeof openWriter>

export function openWriter(siteUrl: string, learner: Learner, course: readonly CourseQuestion[]) {
  const written: ProgressWrite[] = []
  const acknowledged = new Set<string>()
  const faults: string[] = []
  let isFinishing = false
  let unanswered = 0
  let doubled = 0

  /** Resolves to the acknowledged ids; null when it is not known what became of the request. */
  async function send(writes: readonly ProgressWrite[]): Promise<string[] | null> {
    try {
      const response = await fetch(`${siteUrl}/api/progress`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: siteUrl, cookie: learner.cookie },
        body: JSON.stringify({ account: learner.id, since: 0, writes }),
        signal: AbortSignal.timeout(ANSWER_MS_MAX),
      })
      const answer = (await response.json().catch(() => ({}))) as { applied: string[]; refused: { message: string }[]; error?: { code: string } }
      if (response.status === 200) {
        for (const { message } of answer.refused) faults.push(`a write of ${learner.id} was refused: ${message}`)
        return answer.applied
      }
      if (response.status !== 503 && response.status !== 429) faults.push(`${learner.id} was answered ${response.status} ${answer.error?.code ?? ''}`)
      if (response.status === 503 && !response.headers.has('retry-after')) faults.push('a 503 came without Retry-After')
      return null
    } catch {
      // The site died before it answered: the write may be there or not, and is sent again.
      return null
    }
  }

  async function sendUntilAcknowledged(writes: readonly ProgressWrite[]): Promise<void> {
    while (faults.length < FAULTS_MAX) {
      // Now and then the same writes go out twice at once, as from two tabs.
      const isDouble = Math.random() < 0.2
      if (isDouble) doubled += 1
      const answers = await Promise.all(isDouble ? [send(writes), send(writes)] : [send(writes)])
      const applied = answers.find((answer) => answer !== null)
      if (applied) {
        for (const id of applied) acknowledged.add(id)
        return
      }
      unanswered += 1
      await delay(PAUSE_MS)
    }
  }

  return {
    async start(): Promise<void> {
      while (!isFinishing && faults.length < FAULTS_MAX) {
        const writes = Array.from({ length: 1 + Math.floor(Math.random() * 3) }, () => anyWrite(course, written))
        written.push(...writes)
        await sendUntilAcknowledged(writes)
        await delay(PAUSE_MS * Math.random())
      }
    },
    finish: () => {
      isFinishing = true
    },
    acknowledged: () => acknowledged.size,
    unanswered: () => unanswered,
    doubled: () => doubled,
    /** Every fault as a sentence. */
    async check(rowsOf: (userId: string) => Promise<Rows>): Promise<string[]> {
      const { applied, attempts, runs } = await rowsOf(learner.id)
      for (const id of acknowledged) if (!applied.has(id)) faults.push(`acknowledged and lost: ${id}`)
      for (const id of applied) if (!acknowledged.has(id)) faults.push(`there and never acknowledged, though it was sent until it was: ${id}`)
      const idsOf = (kind: ProgressWrite['kind']) => written.filter((write) => write.kind === kind).map(({ id }) => id)
      const compare = (what: string, sent: string[], kept: string[]) => {
        if (!isDeepStrictEqual(sent.toSorted(), kept.toSorted())) faults.push(`${learner.id} has ${kept.length} ${what} of ${sent.length} sent`)
      }
      compare(
        'answers',
        idsOf('answer'),
        attempts.map(({ id }) => id),
      )
      compare(
        'runs',
        idsOf('run'),
        runs.map(({ id }) => id),
      )
      const response = await fetch(`${siteUrl}/api/progress`, { headers: { cookie: learner.cookie } })
      const { lessons } = (await response.json()) as { lessons: Progress['lessons'] }
      const expected = written.reduce<Progress>((before, write) => {
        const said = lessonOf(write.kind === 'passed' ? { ...write, receipt: '' } : write)
        return said && 'lessonId' in write ? mergeProgress(before, { lessons: { [write.lessonId]: said }, questions: {} }) : before
      }, EMPTY_PROGRESS)
      for (const [id, lesson] of Object.entries(expected.lessons)) {
        const { completed: _derived, ...kept } = lessons[id] ?? {}
        if (!isDeepStrictEqual(kept, lesson))
          faults.push(`${learner.id} stands otherwise with ${id} than the writes say: ${JSON.stringify({ kept, lesson })}`)
      }
      return faults
    },
  }
}

/** A write of any kind that the account has room to keep besides those before. */
function anyWrite(course: readonly CourseQuestion[], before: readonly ProgressWrite[]): ProgressWrite {
  const question = course[Math.floor(Math.random() * course.length)] as CourseQuestion
  const { lessonId } = question
  const stamp = { id: randomUUID(), at: new Date().toISOString() }
  const kind = Math.floor(Math.random() * 6)
  const answered = before.filter((write) => write.kind === 'answer' && write.questionId === question.id).length
  const ran = before.filter((write) => write.kind === 'run' && write.lessonId === lessonId).length
  // Of older content, so that an answer of any shape is kept; what it is worth is not what is tested here.
  if (kind === 0 && answered < ATTEMPTS_MAX)
    return {
      kind: 'answer',
      ...stamp,
      questionId: question.id,
      contentVersion: 'v20200101',
      answer: { type: 'fill-in', text: stamp.id },
      receipt: '',
    }
  if (kind === 1 && ran < RUNS_MAX) return { kind: 'run', ...stamp, lessonId, outcome: 'finished', durationMs: 1 }
  if (kind === 2) return { kind: 'confidence', ...stamp, lessonId, level: 'yes' }
  if (kind === 3) return { kind: 'marked', ...stamp, lessonId, done: Math.random() < 0.5 }
  if (kind === 4) {
    const claim = { lessonId, contentVersion: 'v20200101', at: stamp.at }
    return { kind: 'passed', id: stamp.id, ...claim, receipt: signPass(claim) }
  }
  return { kind: 'opened', ...stamp, lessonId }
}
