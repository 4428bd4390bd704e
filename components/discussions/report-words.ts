import type { ReportReason } from '#lib/discussions/comment-schema.ts'

/** Why a comment is reported, in the order in which it is asked. */
export const REASON_WORDS: Record<ReportReason, string> = {
  spam: 'It is spam or an advert',
  abuse: 'It attacks or insults somebody',
  personal: 'It gives away something private',
  misleading: 'It is dangerous or misleading advice',
  other: 'Something else',
}
