export const DISPLAY_NAME_LENGTH_MIN = 2
export const DISPLAY_NAME_LENGTH_MAX = 40

export type DisplayNameFault = 'too-short' | 'too-long' | 'unseen-characters' | 'looks-like-an-address'

/**
 * The display name as others will see it: form C, outer space gone, inner space single. Refused: what cannot be seen or turns the
 * writing direction of what follows (others' words would be read wrongly), and what looks like a mail address (names are public).
 */
export function parseDisplayName(text: string): { ok: true; value: string } | { ok: false; reason: DisplayNameFault } {
  const name = text.normalize('NFC').replace(/\s+/gu, ' ').trim()
  const { length } = [...name]
  if (length < DISPLAY_NAME_LENGTH_MIN) return { ok: false, reason: 'too-short' }
  if (length > DISPLAY_NAME_LENGTH_MAX) return { ok: false, reason: 'too-long' }
  if (/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/u.test(name.replace(/\u200d/gu, '')) || !/[\p{L}\p{N}]/u.test(name))
    return { ok: false, reason: 'unseen-characters' }
  if (/\S@\S/u.test(name)) return { ok: false, reason: 'looks-like-an-address' }
  return { ok: true, value: name }
}

/** A name that somebody else chose for this person (an identity provider), made fit to show; `Learner` when nothing of it is. */
export function fitDisplayName(text: string | null | undefined): string {
  const bare = (text ?? '')
    .replace(/[\p{C}]/gu, '')
    .replace(/@.*$/u, '')
    .trim()
  const parsed = parseDisplayName([...bare].slice(0, DISPLAY_NAME_LENGTH_MAX).join(''))
  return parsed.ok ? parsed.value : 'Learner'
}
