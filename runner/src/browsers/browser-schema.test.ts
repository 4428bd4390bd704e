import { describe, expect, it } from 'vitest'
import { EventSchema } from '../contract.ts'
import { EngineEventSchema } from './browser-schema.ts'

const event = { type: 'document-cookie-read', stepId: 's', url: 'http://shop.test/', text: 'a=b' }

describe('what a browser tells', () => {
  it.each([
    ['as the engine tells it', event, null],
    ['of a type that is none', { ...event, type: 'click' }, 'type'],
    ['without a field', { ...event, text: undefined }, ''],
    ['with a field of another kind', { ...event, text: 7 }, ''],
    ['with a field too many', { ...event, more: 1 }, ''],
    ['by a code that is none', { type: 'refused', stepId: 's', code: 'no-reason', about: null }, ''],
  ])('is told %s', (_, value, path) => {
    const result = EngineEventSchema.safeParse(value)
    expect(result.success ? null : result.error.issues[0]?.path.join('.')).toBe(path)
  })

  it('stands in a browser event with its step and its browser', () => {
    const browser = { type: 'browser', stepId: 's', browser: 'alice', at: 1, events: [event] }
    expect(EventSchema.parse(browser)).toEqual(browser)
    expect(EventSchema.safeParse({ ...browser, events: [{ type: 'x' }] }).success).toBe(false)
    expect(EventSchema.safeParse({ ...browser, eventsCut: 'because' }).success).toBe(false)
  })
})
