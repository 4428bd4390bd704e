import { describe, expect, test } from 'vitest'
import type { Header } from '../headers/header-list.ts'
import { isDownload } from './download-rules.ts'

const BINARY = '\x00\x01'
const GIF = 'GIF89a\x01\x00\x01\x00\x00\x00\x00;'
const NOSNIFF: Header = ['X-Content-Type-Options', 'nosniff']

describe('what a browser saves instead of showing, as seen in Chromium 156', () => {
  test.each<[type: string | null, body: string, isSaved: boolean, more?: Header]>([
    ['text/html', BINARY, false],
    ['application/json', BINARY, false],
    ['application/problem+json', 'x', false],
    ['application/octet-stream', 'x', true],
    ['application/zip', 'x', true],
    ['text/csv', 'x', true],
    ['text/x-unknown', 'x', false],
    ['image/png', 'x', false],
    ['font/woff2', 'x', true],
    ['text/html', 'x', true, ['Content-Disposition', 'attachment']],
    ['text/html', 'x', false, ['Content-Disposition', 'inline']],
    [null, 'hello', false],
    [null, '', false],
    [null, BINARY, true],
    [null, BINARY, false, NOSNIFF],
    [null, 'ab\x1bcd', false],
    [null, 'ab\x0bcd', true],
    [null, GIF, false],
    [null, '<html>\x00', false],
    [null, ' <P>\x01', false],
    [null, '<pre>\x01', false],
    [null, '<ul>\x01', true],
    [null, `${'x'.repeat(1023)}\x00`, true],
    [null, `${'x'.repeat(1024)}\x00`, false],
    ['bogus', BINARY, true],
    ['*/*', BINARY, true],
    ['*/*', BINARY, false, NOSNIFF],
    ['unknown/unknown', 'hello', false],
    ['unknown/unknown', BINARY, true, NOSNIFF],
    ['text/plain', 'hello', false],
    ['text/plain', BINARY, true],
    ['text/plain; charset=x', BINARY, true],
    ['text/plain', BINARY, false, NOSNIFF],
    ['text/plain', GIF, false],
    ['text/plain', '<html>\x00', true],
  ])('%j with %j: %s', (type, body, isSaved, more) => {
    const headers: Header[] = [...(type === null ? [] : [['Content-Type', type] as const]), ...(more ? [more] : [])]
    expect(isDownload({ status: 200, headers, body })).toBe(isSaved)
  })
})
