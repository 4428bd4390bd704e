import { SignJWT, UnsecuredJWT } from 'jose'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Answer } from './answer-schema.ts'

const secret = 'a secret for this test and nothing else'
const answer: Answer = { type: 'multiple', choices: ['0123456789ab', 'ba9876543210'] }
const graded = { questionId: 'q-jar', lessonId: 'les-jar', contentVersion: 'v20260528', answer, verdict: 'right' as const }
const now = new Date('2026-11-21T10:00:00.000Z')

let { signReceipt, readReceipt, hashAnswer } = {} as typeof import('./receipt.ts')

beforeAll(async () => {
  vi.stubEnv('AUTH_SECRET', secret)
  vi.stubEnv('RUNNER_SECRET', 'another secret for this test and nothing else')
  vi.stubEnv('DATABASE_URL', 'postgresql://nobody@127.0.0.1/nothing')
  const module = await import('./receipt.ts')
  signReceipt = module.signReceipt
  readReceipt = module.readReceipt
  hashAnswer = module.hashAnswer
})

describe('a receipt', () => {
  it('says what was graded, when and how, and holds no answer', async () => {
    const receipt = await signReceipt(graded, now)
    expect(await readReceipt(receipt)).toEqual({
      ok: true,
      value: {
        questionId: 'q-jar',
        lessonId: 'les-jar',
        contentVersion: 'v20260528',
        verdict: 'right',
        answerHash: hashAnswer(answer),
        iat: 1795255200,
      },
    })
    expect(atob(receipt.split('.')[1]?.replace(/-/g, '+').replace(/_/g, '/') ?? '')).not.toContain('0123456789ab')
  })

  it('is refused when one character of it is another', async () => {
    const receipt = await signReceipt(graded, now)
    for (const at of [2, receipt.indexOf('.') + 4, receipt.lastIndexOf('.') + 4]) {
      const changed = `${receipt.slice(0, at)}${receipt[at] === 'A' ? 'B' : 'A'}${receipt.slice(at + 1)}`
      expect(await readReceipt(changed)).toEqual({ ok: false, reason: 'bad-receipt' })
    }
  })

  it.each(['', 'x', 'a.b.c', '....', 'ey'.repeat(5000)])('is refused when it is %.10j', async (text) => {
    expect(await readReceipt(text)).toEqual({ ok: false, reason: 'bad-receipt' })
  })

  it('is refused when it is unsigned, signed with the bare secret, or a token of another kind', async () => {
    const claims = { questionId: 'q-jar', lessonId: 'les-jar', contentVersion: 'v20260528', verdict: 'right', answerHash: 'x' }
    const unsigned = new UnsecuredJWT(claims).setIssuedAt().encode()
    const bySecret = new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'crumbtrail-receipt+jwt' }).setIssuedAt().sign(Buffer.from(secret))
    for (const forged of [unsigned, await bySecret]) expect(await readReceipt(forged)).toEqual({ ok: false, reason: 'bad-receipt' })
  })

  it('is refused with the right key and another type, algorithm or set of claims', async () => {
    const { hkdfSync } = await import('node:crypto')
    const key = new Uint8Array(hkdfSync('sha256', secret, '', 'crumbtrail answer receipts v1', 32))
    const claims = { questionId: 'q-jar', lessonId: 'les-jar', contentVersion: 'v20260528', verdict: 'right', answerHash: 'x' }
    const sign = (header: { alg: string; typ?: string }, payload: Record<string, unknown> = claims) =>
      new SignJWT(payload).setProtectedHeader(header).setIssuedAt().sign(key)
    const typ = 'crumbtrail-receipt+jwt'
    expect((await readReceipt(await sign({ alg: 'HS256', typ }))).ok).toBe(true)
    const refused = [
      await sign({ alg: 'HS256', typ: 'JWT' }),
      await sign({ alg: 'HS256' }),
      await new SignJWT(claims).setProtectedHeader({ alg: 'HS512', typ }).setIssuedAt().sign(new Uint8Array(64)),
      await sign({ alg: 'HS256', typ }, { ...claims, verdict: 'perfect' }),
      await sign({ alg: 'HS256', typ }, { ...claims, admin: true }),
      await sign({ alg: 'HS256', typ }, { questionId: 'q-jar' }),
    ]
    for (const receipt of refused) expect(await readReceipt(receipt)).toEqual({ ok: false, reason: 'bad-receipt' })
  })

  it('names the same answer by the same hash, however it is listed, and another by another', () => {
    expect(hashAnswer({ type: 'multiple', choices: ['ba9876543210', '0123456789ab'] })).toBe(hashAnswer(answer))
    expect(hashAnswer({ type: 'order', order: ['ba9876543210', '0123456789ab'] })).not.toBe(
      hashAnswer({ type: 'order', order: ['0123456789ab', 'ba9876543210'] }),
    )
    expect(hashAnswer({ type: 'single', choice: '0123456789ab' })).not.toBe(hashAnswer({ type: 'predict', choice: '0123456789ab' }))
  })
})
