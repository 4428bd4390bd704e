import 'server-only'
import { createHash, hkdfSync } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { env } from '#lib/env.ts'
import { failure, type Result, success } from '#lib/result.ts'
import type { Answer } from './answer-schema.ts'

const ALGORITHM = 'HS256'
const TYPE = 'crumbtrail-receipt+jwt'
/** No receipt is longer; what is goes unread. */
const CHARACTERS_MAX = 2048

const ReceiptSchema = z.strictObject({
  questionId: z.string().min(1),
  lessonId: z.string().min(1),
  contentVersion: z.string().min(1),
  answerHash: z.string().min(1),
  verdict: z.enum(['right', 'partly', 'wrong']),
  iat: z.int().positive(),
})

/** That this site graded this answer at `iat` (seconds since 1970), with this verdict, under this content version. */
export type Receipt = z.output<typeof ReceiptSchema>

/**
 * A receipt for a graded answer, to be kept in the learner's browser: a JWT signed with a key of its own, derived from AUTH_SECRET. It names no person,
 * holds a hash in the place of the answer, and does not expire (anonymous work may be claimed much later); a new AUTH_SECRET voids it.
 * Source: RFC 8725, sections 3.11 (explicit typing) and 3.5 (key strength).
 */
export async function signReceipt(graded: Omit<Receipt, 'iat' | 'answerHash'> & { answer: Answer }, now: Date): Promise<string> {
  const { answer, ...claims } = graded
  return new SignJWT({ ...claims, answerHash: hashAnswer(answer) })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
    .setIssuedAt(now)
    .sign(receiptKey())
}

/**
 * What a receipt says, if this site signed it as a receipt. `bad-receipt` covers malformed, forged, otherwise typed and otherwise signed alike.
 * To know that it is about a given answer, compare `answerHash` with `hashAnswer`.
 */
export async function readReceipt(receipt: string): Promise<Result<Receipt, 'bad-receipt'>> {
  if (receipt.length > CHARACTERS_MAX) return failure('bad-receipt')
  try {
    const { payload } = await jwtVerify(receipt, receiptKey(), { algorithms: [ALGORITHM], typ: TYPE })
    const parsed = ReceiptSchema.safeParse(payload)
    return parsed.success ? success(parsed.data) : failure('bad-receipt')
  } catch (error) {
    if (isRefusal(error)) return failure('bad-receipt')
    throw error
  }
}

/** The hash by which a receipt names an answer: the same for two ways of listing the same choices or pairs. */
export function hashAnswer(answer: Answer): string {
  return createHash('sha256')
    .update(JSON.stringify(canonical(answer)))
    .digest('base64url')
}

function canonical(answer: Answer): unknown[] {
  switch (answer.type) {
    case 'single':
    case 'predict':
      return [answer.type, answer.choice]
    case 'multiple':
      return [answer.type, answer.choices.toSorted()]
    case 'cookies-sent':
      return [answer.type, answer.seed, answer.choices.toSorted()]
    case 'set-cookie-verdict':
      return [answer.type, answer.seed, answer.choice]
    case 'fill-in':
      return [answer.type, answer.text.trim().normalize('NFC')]
    case 'order':
      return [answer.type, answer.order]
    case 'match':
      return [answer.type, answer.pairs.map((pair) => `${pair.left}=${pair.right}`).toSorted()]
  }
}

/** jose's own errors are about the token; anything else is our fault and is not swallowed. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^ERR_(JWS|JWT|JOSE)_/.test(error.code)
}

let key: Uint8Array | undefined

function receiptKey(): Uint8Array {
  key ??= new Uint8Array(hkdfSync('sha256', env().AUTH_SECRET, '', 'crumbtrail answer receipts v1', 32))
  return key
}
