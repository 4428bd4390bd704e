import type { FormatFault } from '#lib/tools/jwt/decode-token-rules.ts'

/** Why a text is no token, said beside the field: what was expected, what is there. */
export function formatFaultWords(fault: FormatFault): string {
  switch (fault.code) {
    case 'too-large':
      return `Expected at most 262,144 characters; there are ${fault.characters.toLocaleString('en-GB')}. No header and no cookie carries that many, so this page does not read them.`
    case 'json-serialization':
      return 'This is JSON. A JWT always has the compact form, three parts joined by dots; a verifier that takes both forms can be made to check one and read the other (rfc8725bis §2.13, §3.14).'
    case 'illegal-character':
      return `Expected letters, digits, - and _, in parts joined by dots; character ${fault.position} is ${characterWords(fault.character)} (rfc8725bis §3.14).`
    case 'part-count':
      return fault.count === 1
        ? 'Expected three parts joined by dots (five for an encrypted token); there is no dot.'
        : `Expected three parts joined by dots (five for an encrypted token); there are ${fault.count}.`
    case 'not-base64url':
      return `Expected base64url; the ${fault.part} is cut off or was changed.`
    case 'not-utf8':
      return `Expected UTF-8; the bytes of the ${fault.part} are none (rfc8725bis §3.7).`
    case 'not-json':
      return `Expected JSON; the ${fault.part} is none. This may be no JWT at all.`
    case 'not-object':
      return `Expected a JSON object; the ${fault.part} is another value (RFC 7519 §7.2).`
  }
}

function characterWords(character: string): string {
  if (/\s/.test(character)) return 'a space'
  return character === '=' ? '“=”, and base64url here has no padding' : `“${character}”`
}
