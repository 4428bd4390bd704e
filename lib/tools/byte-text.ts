/** A text as the bytes that travel, one character each: headers hold bytes, and a page holds characters. */
export function toByteString(text: string): string {
  let bytes = ''
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte)
  return bytes
}

/** Bytes as a person reads them: as UTF-8 where they are UTF-8, with a mark in the place of each one that is not. */
export function fromByteString(bytes: string): string {
  return new TextDecoder().decode(Uint8Array.from(bytes, (character) => character.charCodeAt(0)))
}
