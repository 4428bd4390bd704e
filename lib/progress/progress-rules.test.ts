import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ATTEMPTS_KEPT_MAX,
  countAnsweredRight,
  countDone,
  isComplete,
  lessonToResume,
  percentDone,
  recordAttempt,
  recordConfidence,
  recordDraft,
  recordMark,
  recordOpened,
  recordPass,
  settle,
  stepState,
} from './progress-rules.ts'
import { type Attempt, EMPTY_PROGRESS, type Progress, type Write } from './progress-schema.ts'

const lesson = { id: 'les-jar', questionIds: ['q-a', 'q-b'], needsPass: false }
let made = 0
const write = (at = '2026-11-21T10:00:00.000Z'): Write => {
  made += 1
  return { id: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`, at }
}
const passed = () => ({ ...write(), contentVersion: 'v20261121', receipt: 'r' })
const attempt = (verdict: Attempt['verdict'], by = write()): Attempt => ({
  ...by,
  contentVersion: 'v20260528',
  answer: { type: 'fill-in', text: 'x' },
  verdict,
  receipt: 'r',
})
const answer = (progress: Progress, questionId: string, verdict: Attempt['verdict']) => recordAttempt(progress, lesson, questionId, attempt(verdict))

describe('a step', () => {
  it('is new, then opened, then done when every question was once answered right', () => {
    expect(stepState(EMPTY_PROGRESS, lesson.id)).toBe('new')
    let progress = recordOpened(EMPTY_PROGRESS, lesson, write())
    expect(stepState(progress, lesson.id)).toBe('opened')
    progress = answer(progress, 'q-a', 'right')
    progress = answer(progress, 'q-b', 'partly')
    expect(stepState(progress, lesson.id)).toBe('opened')
    expect(countAnsweredRight(progress, lesson)).toBe(1)
    progress = answer(progress, 'q-b', 'right')
    expect(stepState(progress, lesson.id)).toBe('done')
  })

  it('stays done when a question is later answered wrong, or one is added', () => {
    let progress = answer(answer(EMPTY_PROGRESS, 'q-a', 'right'), 'q-b', 'right')
    progress = answer(progress, 'q-b', 'wrong')
    progress = recordOpened(progress, { ...lesson, questionIds: ['q-a', 'q-b', 'q-c'] }, write())
    expect(stepState(progress, lesson.id)).toBe('done')
  })

  it('is done on opening when the question that was open is gone', () => {
    const progress = answer(EMPTY_PROGRESS, 'q-a', 'right')
    expect(stepState(recordOpened(progress, { ...lesson, questionIds: ['q-a'] }, write()), lesson.id)).toBe('done')
  })

  it('without questions is done only by hand', () => {
    const bare = { id: 'les-bare', questionIds: [], needsPass: false }
    const progress = recordOpened(EMPTY_PROGRESS, bare, write())
    expect(stepState(progress, bare.id)).toBe('opened')
    expect(stepState(recordMark(progress, bare.id, true, write()), bare.id)).toBe('done')
  })

  it('whose lab has checks is done when they passed as well, in either order', () => {
    const withLab = { ...lesson, needsPass: true }
    const answers = (from: Progress) =>
      ['q-a', 'q-b'].reduce((before, questionId) => recordAttempt(before, withLab, questionId, attempt('right')), from)
    const pass = (from: Progress) => settle(recordPass(from, lesson.id, passed()), withLab, write())
    expect(stepState(answers(EMPTY_PROGRESS), lesson.id)).toBe('new')
    expect(stepState(pass(EMPTY_PROGRESS), lesson.id)).toBe('new')
    expect(stepState(pass(answers(EMPTY_PROGRESS)), lesson.id)).toBe('done')
    expect(stepState(answers(pass(EMPTY_PROGRESS)), lesson.id)).toBe('done')
    expect(stepState(recordOpened(recordPass(answers(EMPTY_PROGRESS), lesson.id, passed()), withLab, write()), lesson.id)).toBe('done')
    expect(isComplete(pass(EMPTY_PROGRESS), { ...withLab, questionIds: [] })).toBe(true)
  })

  it('that was done before its lab had checks stays done', () => {
    const before = answer(answer(EMPTY_PROGRESS, 'q-a', 'right'), 'q-b', 'right')
    const after = recordOpened(before, { ...lesson, needsPass: true }, write())
    expect(stepState(after, lesson.id)).toBe('done')
    expect(after.lessons[lesson.id]?.completed).toEqual(before.lessons[lesson.id]?.completed)
  })

  it('passes once: a later pass changes nothing', () => {
    const first = recordPass(EMPTY_PROGRESS, lesson.id, passed())
    expect(recordPass(first, lesson.id, passed())).toBe(first)
  })

  it('marked by hand can be unmarked, which does not undo what answers did', () => {
    const marked = recordMark(EMPTY_PROGRESS, lesson.id, true, write())
    expect(stepState(marked, lesson.id)).toBe('done')
    expect(stepState(recordMark(marked, lesson.id, false, write()), lesson.id)).toBe('new')
    const answered = answer(answer(marked, 'q-a', 'right'), 'q-b', 'right')
    expect(stepState(recordMark(answered, lesson.id, false, write()), lesson.id)).toBe('done')
  })
})

describe('attempts', () => {
  it('are applied once, however often the same one comes', () => {
    const one = attempt('wrong')
    const progress = recordAttempt(recordAttempt(EMPTY_PROGRESS, lesson, 'q-a', one), lesson, 'q-a', one)
    expect(progress.questions['q-a']?.attempts).toEqual([one])
  })

  it('are bounded, and the first right one is never among those that go', () => {
    let progress = answer(EMPTY_PROGRESS, 'q-a', 'right')
    for (let index = 0; index < 60; index += 1) progress = answer(progress, 'q-a', 'wrong')
    expect(progress.questions['q-a']?.attempts).toHaveLength(ATTEMPTS_KEPT_MAX)
    expect(progress.questions['q-a']?.attempts[0]?.verdict).toBe('right')
  })

  it('take away the draft that they came from and no other', () => {
    const sent = { ...write(), contentVersion: 'v20260528', answer: { type: 'fill-in' as const, text: 'x' }, unsent: true }
    const drafted = recordDraft(EMPTY_PROGRESS, lesson.id, 'q-a', sent)
    expect(recordAttempt(drafted, lesson, 'q-a', attempt('wrong', { id: sent.id, at: sent.at })).questions['q-a']?.draft).toBeNull()
    expect(recordAttempt(drafted, lesson, 'q-a', attempt('wrong')).questions['q-a']?.draft).toEqual(sent)
    expect(recordDraft(drafted, lesson.id, 'q-a', null).questions['q-a']?.draft).toBeNull()
  })

  it('never make a lesson less done, in whatever order they come', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom('q-a', 'q-b'), fc.constantFrom('right' as const, 'partly' as const, 'wrong' as const)), {
      maxLength: 60,
    })
    fc.assert(
      fc.property(steps, (answers) => {
        let progress = EMPTY_PROGRESS
        let wasDone = false
        for (const [questionId, verdict] of answers) {
          progress = answer(progress, questionId, verdict)
          const isDone = stepState(progress, lesson.id) === 'done'
          expect(wasDone && !isDone).toBe(false)
          wasDone = isDone
        }
        const rights = new Set(answers.filter(([, verdict]) => verdict === 'right').map(([questionId]) => questionId))
        expect(wasDone).toBe(rights.size === 2)
      }),
    )
  })
})

describe('confidence', () => {
  it('can be changed and taken back, each with an id and a time of its own', () => {
    const [first, second, third] = [write(), write(), write()]
    let progress = recordConfidence(EMPTY_PROGRESS, lesson.id, 'with-gaps', first)
    expect(progress.lessons[lesson.id]?.confidence).toEqual({ ...first, level: 'with-gaps' })
    progress = recordConfidence(progress, lesson.id, 'yes', second)
    expect(progress.lessons[lesson.id]?.confidence).toEqual({ ...second, level: 'yes' })
    expect(recordConfidence(progress, lesson.id, null, third).lessons[lesson.id]?.confidence).toEqual({ ...third, level: null })
  })
})

describe('a track', () => {
  it.each([
    [0, 36, 0],
    [1, 36, 3],
    [27, 36, 75],
    [36, 36, 100],
    [1, 1000, 1],
    [999, 1000, 99],
    [0, 0, 0],
    [3, 0, 0],
    [40, 36, 100],
  ])('with %i of %i steps done stands at %i%%', (done, total, percent) => {
    expect(percentDone(done, total)).toBe(percent)
  })

  it('counts each lesson that is done', () => {
    const progress = recordMark(recordMark(EMPTY_PROGRESS, 'les-a', true, write()), 'les-b', false, write())
    expect(countDone(progress, ['les-a', 'les-b', 'les-c'])).toBe(1)
  })

  it('is resumed at the lesson opened last that is not done', () => {
    const open = (progress: Progress, id: string, at: string) => recordOpened(progress, { id, questionIds: ['q-x'], needsPass: false }, write(at))
    let progress = open(EMPTY_PROGRESS, 'les-a', '2026-11-20T10:00:00.000Z')
    expect(lessonToResume(EMPTY_PROGRESS, ['les-a'])).toBeNull()
    progress = open(progress, 'les-c', '2026-11-21T10:00:00.000Z')
    progress = open(progress, 'les-b', '2026-11-20T12:00:00.000Z')
    expect(lessonToResume(progress, ['les-a', 'les-b', 'les-c'])).toBe('les-c')
    expect(lessonToResume(recordMark(progress, 'les-c', true, write()), ['les-a', 'les-b', 'les-c'])).toBe('les-b')
  })
})
