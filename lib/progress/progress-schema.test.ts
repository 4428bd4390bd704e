import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Attempt, type Draft, EMPTY_PROGRESS, type Progress, readProgress, writeProgress } from './progress-schema.ts'

const write = { id: '4b1f2c34-8d21-4e0b-9a52-0c8a3f1b2c3d', at: '2026-11-21T10:00:00.000Z' }
const attempt: Attempt = { ...write, contentVersion: 'v20260528', answer: { type: 'fill-in', text: 'Max-Age' }, verdict: 'right', receipt: 'a.b.c' }
const draft: Draft = { ...write, contentVersion: 'v20260528', answer: { type: 'single', choice: '0123456789ab' }, unsent: true }
const whole: Progress = {
  lessons: {
    'les-jar': {
      opened: write,
      completed: write,
      passed: { ...write, contentVersion: 'v20261121', receipt: 'r' },
      marked: { ...write, done: true },
      confidence: { ...write, level: 'yes' },
    },
  },
  questions: { 'q-jar': { lessonId: 'les-jar', attempts: [attempt], draft } },
}
const lesson = whole.lessons['les-jar']
const question = whole.questions['q-jar']
const document = (lessons: object, questions: object, version = 2): string => JSON.stringify({ version, lessons, questions })

describe('the stored document', () => {
  it('comes back as it was written', () => {
    expect(readProgress(writeProgress(whole))).toEqual({ state: 'read', progress: whole, lost: false })
  })

  it('is empty when there is none', () => {
    expect(readProgress(null)).toEqual({ state: 'read', progress: EMPTY_PROGRESS, lost: false })
  })

  it.each(['', 'null', '[]', '42', '"x"', '{"version":1', 'undefined', '{}', '{"version":1,"lessons":[],"questions":7}'])(
    'that is %j reads as empty and as damaged',
    (text) => {
      expect(readProgress(text)).toEqual({ state: 'read', progress: EMPTY_PROGRESS, lost: true })
    },
  )

  it('of the version before is read as it is', () => {
    const { passed: _passed, ...before } = lesson ?? {}
    const read = readProgress(document({ 'les-jar': before }, whole.questions, 1))
    expect(read).toEqual({ state: 'read', progress: { ...whole, lessons: { 'les-jar': before } }, lost: false })
  })

  it('of a later version is left alone', () => {
    expect(readProgress('{"version":3,"lessons":{}}')).toEqual({ state: 'newer' })
  })

  it('loses only the field that is damaged', () => {
    const text = document(
      { 'les-jar': { ...lesson, marked: { ...write, done: 'yes' } }, 'not an id': {} },
      { 'q-jar': { ...question, attempts: [attempt, { ...attempt, verdict: 'perfect' }, null] }, 'q-other': { lessonId: 'elsewhere', attempts: [] } },
    )
    const { opened, completed, passed, confidence } = lesson ?? {}
    expect(readProgress(text)).toEqual({
      state: 'read',
      lost: true,
      progress: { ...whole, lessons: { 'les-jar': { opened, completed, passed, confidence } } },
    })
  })

  it('loses a damaged draft and keeps the attempts', () => {
    const text = document({}, { 'q-jar': { ...question, draft: { ...draft, answer: { type: 'essay' } } } })
    expect(readProgress(text)).toMatchObject({ lost: true, progress: { questions: { 'q-jar': { attempts: [attempt], draft: null } } } })
  })

  it('cannot bring in a prototype', () => {
    const text = '{"version":1,"lessons":{"__proto__":{"opened":{}}},"questions":{"constructor":{}}}'
    const read = readProgress(text)
    expect(read).toEqual({ state: 'read', progress: EMPTY_PROGRESS, lost: true })
    expect(Object.getPrototypeOf(read.state === 'read' && read.progress.lessons)).toBe(Object.prototype)
  })

  it('never makes reading throw, whatever is in it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map((value) => JSON.stringify({ version: 1, lessons: { 'les-a': value }, questions: { 'q-a': value } })),
        ),
        (text) => {
          const read = readProgress(text)
          if (read.state === 'read') expect(readProgress(writeProgress(read.progress))).toEqual({ ...read, lost: false })
        },
      ),
    )
  })
})
