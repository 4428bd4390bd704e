import { decodeBase64url } from './base64url.ts'
import { findDuplicateMembers } from './json-members.ts'

/** More than any header, cookie or address bar carries; what is longer is not read. */
export const TOKEN_CHARACTERS_MAX = 256 * 1024

export type JsonObject = { readonly [name: string]: unknown }

/** One of the parts that hold JSON. `json` is the text as it was signed, `duplicates` the members that stand in it twice. */
export type JsonPart = { json: string; value: JsonObject; duplicates: string[] }

type PartName = 'header' | 'payload' | 'signature'

/** Why a text is no JWT. `section` is where that is said. */
export type FormatFault =
  | { code: 'too-large'; characters: number }
  | { code: 'json-serialization' }
  | { code: 'illegal-character'; character: string; position: number }
  | { code: 'part-count'; count: number }
  | { code: 'not-base64url' | 'not-utf8' | 'not-json' | 'not-object'; part: PartName }

/** What a pasted text turned out to be. Nothing in it says that any of it is true. */
export type DecodedToken =
  | { kind: 'empty' }
  | { kind: 'not-jwt'; fault: FormatFault }
  | {
      kind: 'jws'
      compact: string
      header: JsonPart
      /** `nested`: the payload is itself a compact token, kept as its text. */
      payload: ({ kind: 'claims' } & JsonPart) | { kind: 'nested'; compact: string }
      signatureBytes: number
    }
  | { kind: 'jwe'; compact: string; header: JsonPart; ciphertextBytes: number }

/**
 * What a pasted text holds, read strictly: only the characters of a compact token, canonical base64url, UTF-8, JSON objects. Spaces around it, line breaks
 * within it and a leading `Authorization: Bearer` come from copying and are taken away. Source: RFC 7519 §7.2, rfc8725bis §3.7 and §3.14.
 */
export function decodeToken(pasted: string): DecodedToken {
  const compact = withoutWrapping(pasted)
  if (compact === '') return { kind: 'empty' }
  if (compact.length > TOKEN_CHARACTERS_MAX) return notJwt({ code: 'too-large', characters: compact.length })
  if (compact.startsWith('{')) return notJwt({ code: 'json-serialization' })
  const illegal = /[^A-Za-z0-9_.-]/u.exec(compact)
  if (illegal) return notJwt({ code: 'illegal-character', character: illegal[0], position: illegal.index + 1 })
  const parts = compact.split('.')
  if (parts.length !== 3 && parts.length !== 5) return notJwt({ code: 'part-count', count: parts.length })
  const header = readJsonPart(parts[0] ?? '', 'header')
  if ('code' in header) return notJwt(header)
  if (parts.length === 5) {
    return { kind: 'jwe', compact, header, ciphertextBytes: decodeBase64url(parts[3] ?? '')?.length ?? 0 }
  }
  const signature = decodeBase64url(parts[2] ?? '')
  if (!signature) return notJwt({ code: 'not-base64url', part: 'signature' })
  const payload = readPayload(parts[1] ?? '', header.value)
  if ('code' in payload) return notJwt(payload)
  return { kind: 'jws', compact, header, payload, signatureBytes: signature.length }
}

function withoutWrapping(pasted: string): string {
  const text = pasted.trim().replace(/^(authorization:\s*)?bearer\s+/i, '')
  return /^[A-Za-z0-9_.\s-]*$/.test(text) ? text.replace(/\s+/g, '') : text
}

function notJwt(fault: FormatFault): DecodedToken {
  return { kind: 'not-jwt', fault }
}

function readPayload(text: string, header: JsonObject): Extract<DecodedToken, { kind: 'jws' }>['payload'] | FormatFault {
  const inner = readText(text, 'payload')
  if (typeof inner === 'string' && (isNestedType(header.cty) || /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]*){2,4}$/.test(inner))) {
    return { kind: 'nested', compact: inner }
  }
  const part = readJsonPart(text, 'payload')
  return 'code' in part ? part : { kind: 'claims', ...part }
}

/** RFC 7519 §5.2: `JWT`, with the prefix or without, in any case. */
function isNestedType(cty: unknown): boolean {
  return typeof cty === 'string' && /^(application\/)?jwt$/i.test(cty)
}

function readText(text: string, part: PartName): string | FormatFault {
  const bytes = decodeBase64url(text)
  if (!bytes) return { code: 'not-base64url', part }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return { code: 'not-utf8', part }
  }
}

function readJsonPart(text: string, part: PartName): JsonPart | FormatFault {
  const json = readText(text, part)
  if (typeof json !== 'string') return json
  try {
    const value: unknown = JSON.parse(json)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return { code: 'not-object', part }
    return { json, value: value as JsonObject, duplicates: findDuplicateMembers(json) }
  } catch {
    return { code: 'not-json', part }
  }
}
