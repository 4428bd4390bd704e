import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareWrites, mergeProgress } from './merge-rules.ts'
import { ATTEMPTS_KEPT_MAX, countAnsweredRight, stepState } from './progress-rules.ts'
import { type Attempt, CONFIDENCE_LEVELS, EMPTY_PROGRESS, type Progress, readProgress, type Write, writeProgress } from './progress-schema.ts'

const LESSONS = ['les-a', 'les-b'] as const
const QUESTIONS = [
  ['q-a', 'les-a'],
  ['q-b', 'les-a'],
  ['q-c', 'les-b'],
] as const

/** A write whose id belongs to one time, as every browser makes them; few enough that documents share some. */
const writeOf = (number: number): Write => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  at: new Date(Date.UTC(2026, 10, 1) + Math.floor(number / 3) * 1000).toISOString(),
})
const anyWrite = fc.nat({ max: 120 }).map(writeOf)

const anyAttempt: fc.Arbitrary<Attempt> = fc
  .tuple(anyWrite, fc.constantFrom('right' as const, 'partly' as const, 'wrong' as const), fc.constantFrom('', 'a.b.c'))
  .map(([write, verdict, receipt]) => ({
    ...write,
    verdict,
    receipt,
    contentVersion: 'v20260528',
    answer: { type: 'fill-in', text: `said in ${write.id}` },
  }))

const anyLesson = fc.record(
  {
    opened: anyWrite,
    completed: anyWrite,
    passed: fc.tuple(anyWrite, fc.constantFrom('', 'receipt')).map(([write, receipt]) => ({ ...write, contentVersion: 'v20261121', receipt })),
    marked: fc.tuple(anyWrite, fc.boolean()).map(([write, done]) => ({ ...write, done })),
    confidence: fc.tuple(anyWrite, fc.constantFrom(null, ...CONFIDENCE_LEVELS)).map(([write, level]) => ({ ...write, level })),
  },
  { requiredKeys: [] },
)

const anyDraft = fc.option(
  fc.tuple(anyWrite, fc.boolean()).map(([write, unsent]) => ({
    ...write,
    unsent,
    contentVersion: 'v20260528',
    answer: { type: 'fill-in' as const, text: 'half a wor' },
  })),
)

/** Any document as the merge leaves it: documents of browsers are in this form after their first merge. */
const anyProgress: fc.Arbitrary<Progress> = fc
  .tuple(
    fc.tuple(...LESSONS.map(() => fc.option(anyLesson))),
    fc.tuple(...QUESTIONS.map(() => fc.option(fc.tuple(fc.array(anyAttempt, { maxLength: 45 }), anyDraft)))),
  )
  .map(([lessons, questions]) => ({
    lessons: Object.fromEntries(LESSONS.flatMap((id, index) => (lessons[index] ? [[id, lessons[index]]] : []))),
    questions: Object.fromEntries(
      QUESTIONS.flatMap(([id, lessonId], index) => {
        const given = questions[index]
        return given ? [[id, { lessonId, attempts: given[0], draft: given[1] }]] : []
      }),
    ),
  }))
  .map((progress) => mergeProgress(progress, progress))

const check = (...[property]: Parameters<typeof fc.assert>) => fc.assert(property, { numRuns: 400 })

describe('merging two documents', () => {
  it('does not depend on which comes first', () => {
    check(
      fc.property(anyProgress, anyProgress, (one, other) => {
        expect(mergeProgress(one, other)).toEqual(mergeProgress(other, one))
      }),
    )
  })

  it('does not depend on how three are grouped', () => {
    check(
      fc.property(anyProgress, anyProgress, anyProgress, (a, b, c) => {
        expect(mergeProgress(mergeProgress(a, b), c)).toEqual(mergeProgress(a, mergeProgress(b, c)))
      }),
    )
  })

  it('changes nothing the second time, nor with itself, nor with nothing', () => {
    check(
      fc.property(anyProgress, anyProgress, (one, other) => {
        const merged = mergeProgress(one, other)
        expect(mergeProgress(merged, other)).toEqual(merged)
        expect(mergeProgress(merged, merged)).toEqual(merged)
        expect(mergeProgress(merged, EMPTY_PROGRESS)).toEqual(merged)
      }),
    )
  })

  it('leaves nothing worse than before', () => {
    check(
      fc.property(anyProgress, anyProgress, (one, other) => {
        const merged = mergeProgress(one, other)
        for (const id of LESSONS) {
          const questionIds = QUESTIONS.filter(([, lessonId]) => lessonId === id).map(([questionId]) => questionId)
          expect(countAnsweredRight(merged, { questionIds })).toBeGreaterThanOrEqual(countAnsweredRight(one, { questionIds }))
          if (one.lessons[id]?.completed) expect(merged.lessons[id]?.completed).toBeDefined()
          const passes = [one, other].flatMap(({ lessons }) => lessons[id]?.passed ?? [])
          const kept = merged.lessons[id]?.passed
          expect(kept !== undefined).toBe(passes.length > 0)
          for (const pass of passes) {
            expect(kept && compareWrites(kept, pass)).toBeLessThanOrEqual(0)
            // An account that returns the pass without its receipt takes nothing away.
            if (kept?.id === pass.id && pass.receipt) expect(kept.receipt).toBe(pass.receipt)
          }
          // Done by hand alone is taken back only by the learner's own later word.
          if (stepState(one, id) === 'done' && stepState(merged, id) !== 'done') {
            const [mine, theirs] = [one.lessons[id]?.marked, other.lessons[id]?.marked]
            expect(mine && theirs && !theirs.done && compareWrites(mine, theirs)).toBeLessThanOrEqual(0)
          }
          const opened = merged.lessons[id]?.opened
          for (const { opened: before } of [one.lessons[id] ?? {}, other.lessons[id] ?? {}])
            if (before) expect(opened && compareWrites(opened, before)).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })

  it('keeps every attempt once and in order, up to the bound, and the first right one besides', () => {
    check(
      fc.property(anyProgress, anyProgress, (one, other) => {
        const merged = mergeProgress(one, other)
        for (const [id] of QUESTIONS) {
          const all = [...(one.questions[id]?.attempts ?? []), ...(other.questions[id]?.attempts ?? [])]
          const kept = merged.questions[id]?.attempts ?? []
          expect(kept.length).toBe(Math.min(ATTEMPTS_KEPT_MAX, new Set(all.map((attempt) => attempt.id)).size))
          expect(kept).toEqual(kept.toSorted(compareWrites))
          const [firstRight] = all.filter(({ verdict }) => verdict === 'right').toSorted(compareWrites)
          if (firstRight) expect(kept.find(({ verdict }) => verdict === 'right')?.id).toBe(firstRight.id)
        }
      }),
    )
  })

  it('gives a document that can be stored and read', () => {
    check(
      fc.property(anyProgress, anyProgress, (one, other) => {
        const merged = mergeProgress(one, other)
        expect(readProgress(writeProgress(merged))).toEqual({ state: 'read', progress: merged, lost: false })
      }),
    )
  })

  it('never lets a later wrong answer or an older word win', () => {
    const [first, second, third] = [writeOf(0), writeOf(30), writeOf(60)]
    const old: Progress = { lessons: { 'les-a': { completed: second, confidence: { ...first, level: 'yes' } } }, questions: {} }
    const young: Progress = { lessons: { 'les-a': { completed: third, confidence: { ...third, level: null } } }, questions: {} }
    expect(mergeProgress(old, young).lessons['les-a']).toEqual({ completed: second, confidence: { ...third, level: null } })
  })
})
