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
  const data = Uint8Array.from(bytes, (character) => character.charCodeAt(0))
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** What `document.cookie` shows of the cookies for a script. One byte that is no UTF-8 hides them all: so does Chromium 156. */
export function decodeText(bytes: ByteString): string {
  return decodeUtf8(bytes) ?? ''
}
