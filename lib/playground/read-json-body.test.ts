import { describe, expect, it } from 'vitest'
import { readJsonBody } from './read-json-body.ts'

const request = (body: BodyInit, type = 'application/json') =>
  new Request('http://localhost/', { method: 'POST', body, headers: { 'content-type': type }, ...{ duplex: 'half' } })

describe('a JSON body', () => {
  it.each([
    ['is read', request('{"a":[1]}'), { ok: true, value: { a: [1] } }],
    ['is read with a charset', request('1', 'application/json; charset=utf-8'), { ok: true, value: 1 }],
    ['is read up to the bound', request('"2345678"'), { ok: true, value: '2345678' }],
    ['is refused past it', request('"23456789"'), { ok: false, reason: 'too-large' }],
    ['is refused when it is empty', request(''), { ok: false, reason: 'not-json' }],
    ['is refused when it is no JSON', request('{a}'), { ok: false, reason: 'not-json' }],
    ['is refused when it is no UTF-8', request(new Uint8Array([34, 255, 34])), { ok: false, reason: 'not-json' }],
    ['is refused when it is not announced', request('{}', 'text/plain'), { ok: false, reason: 'not-json' }],
  ])('%s', async (_, given, expected) => expect(await readJsonBody(given, 9)).toEqual(expected))
})
