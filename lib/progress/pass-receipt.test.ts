import { createHmac } from 'node:crypto'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { PassClaim } from './pass-receipt-rules.ts'

const secret = 'a secret for this test and nothing else'
const claim: PassClaim = { lessonId: 'les-jar', contentVersion: 'v20261121', at: '2026-11-22T10:00:00.000Z' }

let { signPass, verifyPass } = {} as typeof import('./pass-receipt.ts')
let { signReceipt, readReceipt } = {} as typeof import('#lib/quizzes/receipt.ts')

beforeAll(async () => {
  vi.stubEnv('AUTH_SECRET', secret)
  vi.stubEnv('RUNNER_SECRET', 'another secret for this test and nothing else')
  vi.stubEnv('DATABASE_URL', 'postgresql://nobody@127.0.0.1/nothing')
  ;({ signPass, verifyPass } = await import('./pass-receipt.ts'))
  ;({ signReceipt, readReceipt } = await import('#lib/quizzes/receipt.ts'))
})

describe('a receipt for checks that passed', () => {
  it('is good for what it was signed for, however the time is written', () => {
    const receipt = signPass(claim)
    expect(verifyPass(receipt, claim)).toBe(true)
    expect(verifyPass(receipt, { ...claim, at: '2026-11-22T10:00:00Z' })).toBe(true)
    expect(signPass({ ...claim, at: '2026-11-22T10:00:00Z' })).toBe(receipt)
  })

  it.each<Partial<PassClaim>>([
    { lessonId: 'les-other' },
    { contentVersion: 'v20261122' },
    { at: '2026-11-22T10:00:00.001Z' },
    { at: 'yesterday' },
    { at: '' },
    // The same characters, cut elsewhere.
    { lessonId: 'les-jarv20261121', contentVersion: '' },
  ])('is good for nothing else: %j', (change) => {
    expect(verifyPass(signPass(claim), { ...claim, ...change })).toBe(false)
  })

  it('is refused when one character of it is another, and when it is something else', () => {
    const receipt = signPass(claim)
    for (let at = 0; at < receipt.length; at += 1) {
      const changed = `${receipt.slice(0, at)}${receipt[at] === 'A' ? 'B' : 'A'}${receipt.slice(at + 1)}`
      expect(verifyPass(changed, claim)).toBe(false)
    }
    for (const text of ['', 'x', `${receipt}=`, ` ${receipt}`, `${receipt}\n`, receipt.slice(1), receipt.repeat(100)])
      expect(verifyPass(text, claim)).toBe(false)
  })

  it('is refused when it is signed with the bare secret', () => {
    const signed = JSON.stringify(['lab checks passed', claim.lessonId, claim.contentVersion, claim.at])
    expect(verifyPass(createHmac('sha256', secret).update(signed).digest('base64url'), claim)).toBe(false)
  })

  it('and one for an answer are never taken for each other', async () => {
    const about = { questionId: 'q-jar', lessonId: claim.lessonId, contentVersion: claim.contentVersion }
    const answered = await signReceipt({ ...about, answer: { type: 'fill-in', text: 'x' }, verdict: 'right' }, new Date(claim.at))
    expect(verifyPass(answered, claim)).toBe(false)
    for (const part of answered.split('.')) expect(verifyPass(part, claim)).toBe(false)
    expect(await readReceipt(signPass(claim))).toEqual({ ok: false, reason: 'bad-receipt' })
  })
})
