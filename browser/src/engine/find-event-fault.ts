import { DECISION_SECTIONS, REFUSAL_SECTIONS } from '../reasons/engine-sections.ts'
import { EVENT_FIELDS, type FieldKind } from './event.ts'

/**
 * The first thing about a value that keeps it from being an event of the engine, with the field's name; null when it is one. For events
 * that have been stored or sent: what is inside a cookie decision is the jar's matter and is not looked at.
 */
export function findEventFault(value: unknown): string | null {
  if (!isRecord(value)) return 'expected an object'
  const { type, ...rest } = value
  if (typeof type !== 'string' || !Object.hasOwn(EVENT_FIELDS, type)) return `type: expected one of ${Object.keys(EVENT_FIELDS).join(', ')}`
  const fields: Readonly<Record<string, FieldKind>> = EVENT_FIELDS[type as keyof typeof EVENT_FIELDS]
  const stranger = Object.keys(rest).find((name) => !Object.hasOwn(fields, name))
  if (stranger !== undefined) return `${stranger}: no field of ${type}`
  for (const [name, kind] of Object.entries(fields)) {
    if (!Object.hasOwn(rest, name)) return `${name}: missing in ${type}`
    if (!isOfKind(rest[name], kind)) return `${name}: expected ${kind}`
  }
  return type === 'script-result' ? resultFault(rest.result) : null
}

/** What a script was given: a rejected promise with its code, or a response of one of three kinds. */
function resultFault(result: unknown): string | null {
  if (!isRecord(result)) return 'result: expected object'
  if (result.kind === 'type-error') return isOfKind(result.code, 'code') ? null : 'result.code: expected code'
  if (result.kind !== 'response') return 'result.kind: expected response or type-error'
  if (!['basic', 'cors', 'opaque'].includes(String(result.tainting))) return 'result.tainting: expected basic, cors or opaque'
  const kinds: Readonly<Record<string, FieldKind>> = { status: 'number', url: 'text', redirected: 'flag', headers: 'list', body: 'text?' }
  const wrong = Object.entries(kinds).find(([name, kind]) => !isOfKind(result[name], kind))
  return wrong === undefined ? null : `result.${wrong[0]}: expected ${wrong[1]}`
}

function isOfKind(value: unknown, kind: FieldKind): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string'
    case 'text?':
      return value === null || typeof value === 'string'
    case 'number':
      return Number.isInteger(value)
    case 'number?':
      return value === null || Number.isInteger(value)
    case 'flag':
      return typeof value === 'boolean'
    case 'code':
      return typeof value === 'string' && Object.hasOwn(DECISION_SECTIONS, value)
    case 'refusal':
      return typeof value === 'string' && Object.hasOwn(REFUSAL_SECTIONS, value)
    case 'object':
      return isRecord(value)
    case 'list':
      return Array.isArray(value)
    case 'embedded':
      return value === 'image' || value === 'script' || value === 'iframe'
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
