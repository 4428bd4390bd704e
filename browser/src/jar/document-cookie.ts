import type { ByteString } from './cookie.ts'

/** The bytes of a text in UTF-8, one character each: what an assignment to `document.cookie` comes to. */
export function encodeText(text: string): ByteString {
  let bytes = ''
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte)
  return bytes
}

/** The text that the bytes are in UTF-8, as `document.cookie` shows them; what is no UTF-8 becomes U+FFFD. */
export function decodeText(bytes: ByteString): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes, (character) => character.charCodeAt(0)))
}
