import type { Profile } from '../profile.ts'
import type { ByteString } from './cookie.ts'

const ENCODER = new TextEncoder()

/**
 * The bytes of a text in UTF-8, one character each: what an assignment to `document.cookie` comes to. Half of a pair of surrogates
 * becomes U+FFFD (HTML, "cookie": a USVString); Chromium 156 writes it as if it were a character, which no decoder reads.
 */
export function encodeText(text: string, reading: Profile['reading'] = 'text'): ByteString {
  let bytes = ''
  for (const character of text) {
    const code = character.charCodeAt(0)
    const isHalf = character.length === 1 && code >= 0xd800 && code <= 0xdfff
    const encoded =
      isHalf && reading === 'chromium' ? [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)] : ENCODER.encode(character)
    for (const byte of encoded) bytes += String.fromCharCode(byte)
  }
  return bytes
}

/** The text that the bytes are in UTF-8; null when they are none. A byte order mark stays. */
export function decodeUtf8(bytes: ByteString): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets(bytes))
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/**
 * What `document.cookie` shows of the cookies for a script. By the text a byte that is no UTF-8 becomes U+FFFD (HTML, "cookie"); in
 * Chromium 156 it hides all of them.
 */
export function decodeText(bytes: ByteString, reading: Profile['reading'] = 'chromium'): string {
  return reading === 'chromium' ? (decodeUtf8(bytes) ?? '') : new TextDecoder('utf-8', { ignoreBOM: true }).decode(octets(bytes))
}

function octets(bytes: ByteString): Uint8Array {
  return Uint8Array.from(bytes, (character) => character.charCodeAt(0))
}
