/** SMTP's own limit of a path (RFC 5321, 4.5.3.1.3) without its angle brackets. */
export const EMAIL_LENGTH_MAX = 254

/**
 * The address as accounts are found by: trimmed, in Unicode form C, lower-cased; null when it cannot receive mail. Lower-casing the part
 * before the @ is against the letter of RFC 5321 and in step with every large provider; two people never differ by it alone.
 * Whether it really exists only a mail can tell, so no more is asked than one @, a dot behind it and nothing that a header could mistake.
 */
export function parseEmail(text: string): string | null {
  const email = text.trim().normalize('NFC').toLowerCase()
  if (email.length > EMAIL_LENGTH_MAX) return null
  const [local = '', domain = '', ...rest] = email.split('@')
  if (rest.length > 0 || local === '' || local.length > 64) return null
  if (!/^[^\s\p{C}"(),:;<>[\\\]]+$/u.test(local)) return null
  return /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u.test(domain) ? email : null
}
