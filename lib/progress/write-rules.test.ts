import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeProgress } from './merge-rules.ts'
import { recordAttempt, recordConfidence, recordDraft, recordMark, recordOpened, recordPass, settle } from './progress-rules.ts'
import { EMPTY_PROGRESS, type Progress, type Write } from './progress-schema.ts'
import { completionOf, lessonOf, withAccountState, writesBetween } from './write-rules.ts'
import { ProgressWriteSchema } from './write-schema.ts'

const LESSON = { id: 'les-a', questionIds: ['q-a', 'q-b'], needsPass: true }
let made = 0
const write = (): Write => {
  made += 1
  return { id: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`, at: new Date(Date.UTC(2026, 10, 1) + made * 1000).toISOString() }
}
const about = { contentVersion: 'v20260528', answer: { type: 'fill-in' as const, text: 'x' } }

const anyChange = fc.constantFrom<(before: Progress) => Progress>(
  (before) => recordOpened(before, LESSON, write()),
  (before) => recordMark(before, LESSON.id, true, write()),
  (before) => recordMark(before, LESSON.id, false, write()),
  (before) => recordConfidence(before, LESSON.id, 'yes', write()),
  (before) => recordConfidence(before, LESSON.id, null, write()),
  (before) => recordAttempt(before, LESSON, 'q-a', { ...write(), ...about, verdict: 'right', receipt: 'r' }),
  (before) => recordAttempt(before, LESSON, 'q-b', { ...write(), ...about, verdict: 'wrong', receipt: 'r' }),
  (before) => recordAttempt(before, LESSON, 'q-b', { ...write(), ...about, verdict: 'right', receipt: 'r' }),
  (before) => recordPass(before, LESSON.id, { ...write(), contentVersion: 'v20261121', receipt: 'r' }),
  (before) => settle(before, LESSON, write()),
)
const anyHistory = fc.array(anyChange, { maxLength: 12 })
const played = (history: readonly ((before: Progress) => Progress)[], from: Progress = EMPTY_PROGRESS) =>
  history.reduce((before, change) => change(before), from)

describe('the writes between two documents', () => {
  it('say every statement about a lesson and every answer, once, as an account takes them', () => {
    fc.assert(
      fc.property(anyHistory, anyHistory, (first, second) => {
        const before = played(first)
        const after = played(second, before)
        const writes = writesBetween(before, after)
        for (const one of writes) expect(ProgressWriteSchema.safeParse(one).success).toBe(true)
        // What shares an id with another would take its place on the way, or be taken for it.
        expect(new Set(writes.map(({ id }) => id)).size).toBe(writes.length)
        const told = writes.reduce<Progress>((progress, one) => {
          const said = lessonOf(one)
          return said ? mergeProgress(progress, { lessons: { [LESSON.id]: said }, questions: {} }) : progress
        }, before)
        expect(told.lessons).toEqual(mergeProgress(after, EMPTY_PROGRESS).lessons)
        const answered = (progress: Progress) => Object.values(progress.questions).flatMap(({ attempts }) => attempts.map(({ id }) => id))
        expect(writes.filter(({ kind }) => kind === 'answer').map(({ id }) => id)).toEqual(
          answered(after)
            .filter((id) => !answered(before).includes(id))
            .toSorted(),
        )
      }),
    )
  })

  it('say nothing of what is not sent, and say what was sent and not received', () => {
    const chosen = recordDraft(EMPTY_PROGRESS, LESSON.id, 'q-a', { ...write(), ...about, unsent: false })
    expect(writesBetween(EMPTY_PROGRESS, chosen)).toEqual([])
    const draft = { ...write(), ...about, unsent: true }
    const sent = recordDraft(chosen, LESSON.id, 'q-a', draft)
    expect(writesBetween(chosen, sent)).toEqual([{ kind: 'answer', id: draft.id, at: draft.at, questionId: 'q-a', ...about, receipt: '' }])
    expect(writesBetween(sent, sent)).toEqual([])
  })
})

describe('a document of before', () => {
  it('whose completion has the id of its last answer loses neither on the way', () => {
    const last = { ...write(), ...about, verdict: 'right' as const, receipt: 'r' }
    const old: Progress = {
      lessons: { [LESSON.id]: { completed: { id: last.id, at: last.at } } },
      questions: { 'q-a': { lessonId: LESSON.id, attempts: [last], draft: null } },
    }
    const writes = writesBetween(EMPTY_PROGRESS, old)
    expect(writes.map(({ kind }) => kind).toSorted()).toEqual(['answer', 'completed'])
    expect(new Set(writes.map(({ id }) => id)).size).toBe(2)
    expect(writesBetween(EMPTY_PROGRESS, old)).toEqual(writes)
    for (const one of writes) expect(ProgressWriteSchema.safeParse(one).success).toBe(true)
  })
})

describe('the word of an account', () => {
  it('replaces what was here, except for what it does not have yet', () => {
    const mine = played([(before) => recordMark(before, LESSON.id, true, write()), (before) => recordConfidence(before, LESSON.id, 'yes', write())])
    const pending = new Set([mine.lessons[LESSON.id]?.confidence?.id ?? ''])
    const state = { isWhole: true, lessons: { [LESSON.id]: { marked: { id: 'x', at: '2020-01-01T00:00:00.000Z', done: false } } }, questions: {} }
    const after = withAccountState(mine, state, pending)
    expect(after.lessons[LESSON.id]).toEqual({ marked: state.lessons[LESSON.id]?.marked, confidence: mine.lessons[LESSON.id]?.confidence })
  })

  it('about what changed leaves the rest alone; about the whole, what is not in it is nowhere', () => {
    const mine = played([
      (before) => recordOpened(before, LESSON, write()),
      (before) => recordOpened(before, { id: 'les-b', questionIds: [], needsPass: false }, write()),
    ])
    const lessons = { [LESSON.id]: { opened: write() } }
    expect(Object.keys(withAccountState(mine, { isWhole: false, lessons, questions: {} }).lessons)).toEqual(['les-a', 'les-b'])
    expect(Object.keys(withAccountState(mine, { isWhole: true, lessons, questions: {} }).lessons)).toEqual(['les-a'])
  })

  it('leaves a draft alone until a later answer overtakes it', () => {
    const draft = { ...write(), ...about, unsent: false }
    const mine = recordDraft(EMPTY_PROGRESS, LESSON.id, 'q-a', draft)
    const { receipt: _receipt, ...later } = { ...write(), ...about, verdict: 'right' as const, receipt: '' }
    expect(withAccountState(mine, { isWhole: true, lessons: {}, questions: {} }).questions['q-a']?.draft).toEqual(draft)
    const told = { isWhole: false, lessons: {}, questions: { 'q-a': { lessonId: LESSON.id, attempts: [later] } } }
    expect(withAccountState(mine, told).questions['q-a']?.draft).toBeNull()
  })
})

describe('a completion', () => {
  it('is when the last question was first answered right', () => {
    const right = () => ({ ...write(), ...about, verdict: 'right' as const, receipt: '' })
    const [first, second, third] = [right(), right(), right()]
    const lesson = { questionIds: LESSON.questionIds, needsPass: false }
    expect(completionOf({ 'q-a': [first, third], 'q-b': [second] }, lesson, undefined)).toEqual({ id: second.id, at: second.at })
    expect(completionOf({ 'q-a': [first] }, lesson, third)).toBeNull()
    expect(completionOf({}, { questionIds: [], needsPass: false }, first)).toBeNull()
  })

  it('of a lesson with checks needs them too, and is the later of both', () => {
    const right = () => ({ ...write(), ...about, verdict: 'right' as const, receipt: '' })
    const [before, first, second, after] = [write(), right(), right(), write()]
    const attempts = { 'q-a': [first], 'q-b': [second] }
    expect(completionOf(attempts, LESSON, undefined)).toBeNull()
    expect(completionOf({ 'q-a': [first] }, LESSON, after)).toBeNull()
    expect(completionOf(attempts, LESSON, before)).toEqual({ id: second.id, at: second.at })
    expect(completionOf(attempts, LESSON, after)).toEqual(after)
    expect(completionOf({}, { questionIds: [], needsPass: true }, after)).toEqual(after)
  })
})
