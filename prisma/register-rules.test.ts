import { describe, expect, it } from 'vitest'
import { compareRegister } from './register-rules.ts'

const lesson = { id: 'les-one', track: 'track', slug: 'one', contentVersion: 'v1' }
const course = [{ ...lesson, questions: [{ id: 'q-a', type: 'single' }] }]
const registered = { lessons: [{ ...lesson, retiredAt: null }], questions: [{ id: 'q-a', lessonId: 'les-one', type: 'single', retiredAt: null }] }
const none = new Set<string>()
const nothing = { lessons: [], questions: [], retiredLessonIds: [], retiredQuestionIds: [], reports: [] }

describe('the register of permanent ids', () => {
  it('takes what is new', () => {
    expect(compareRegister(course, { lessons: [], questions: [] }, none)).toEqual({
      ...nothing,
      lessons: [lesson],
      questions: [{ id: 'q-a', lessonId: 'les-one', type: 'single' }],
    })
  })

  it('writes nothing a second time', () => expect(compareRegister(course, registered, none)).toEqual(nothing))

  it('follows a lesson that moves, by its id', () => {
    const moved = [{ ...course[0], track: 'other', slug: 'new-slug' } as (typeof course)[0]]
    expect(compareRegister(moved, registered, none).lessons).toEqual([{ ...lesson, track: 'other', slug: 'new-slug' }])
  })

  it('keeps a question that moved to another lesson where it was, and says so', () => {
    const moved = [
      { ...lesson, questions: [] },
      { ...lesson, id: 'les-two', slug: 'two', questions: [{ id: 'q-a', type: 'single' }] },
    ]
    const changes = compareRegister(moved, registered, none)
    expect(changes.questions).toEqual([])
    expect(changes.retiredQuestionIds).toEqual([])
    expect(changes.reports).toEqual([expect.stringContaining('Question q-a is now asked in lesson les-two, but belongs to les-one')])
  })

  it('retires what vanished, once, and says so', () => {
    const changes = compareRegister([], registered, none)
    expect(changes).toMatchObject({ retiredLessonIds: ['les-one'], retiredQuestionIds: ['q-a'] })
    expect(changes.reports).toHaveLength(2)
    const retiredAt = new Date()
    const retired = {
      lessons: registered.lessons.map((row) => ({ ...row, retiredAt })),
      questions: registered.questions.map((row) => ({ ...row, retiredAt })),
    }
    expect(compareRegister([], retired, none)).toEqual(nothing)
    expect(compareRegister(course, retired, none)).toMatchObject({ lessons: [lesson], questions: [{ id: 'q-a' }], reports: [] })
  })

  it('leaves a lesson alone that has mistakes just now', () => expect(compareRegister([], registered, new Set(['track/one']))).toEqual(nothing))
})
