/** NIST SP 800-63B-4, 3.1.1.2: a password that is the only key has at least 15 characters. */
export const PASSWORD_LENGTH_MIN = 15
/** Room for any sentence (NIST: at least 64), and an end to what one request can make us work on. */
export const PASSWORD_LENGTH_MAX = 256

/**
 * The password as it is hashed: what was typed, character for character, with nothing trimmed, cut or lower-cased
 * (OWASP ASVS 5.0, 6.2.8). Only its Unicode is brought into form C, because the same "é" leaves one keyboard as one code point and
 * another as two, and their owner cannot see the difference. Not form KC: that would also make "①" into "1" and weaken what was typed.
 */
export function passwordForHashing(password: string): string {
  return password.normalize('NFC')
}

/** Length as a person counts it, near enough: code points of what is hashed, so that an emoji is one and not two. */
export function passwordLength(password: string): number {
  return [...passwordForHashing(password)].length
}
