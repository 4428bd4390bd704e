import type { ExchangeEvent } from '../contract.ts'

type EngineEvents = ExchangeEvent['decisions']

/** What became of cookies, as a check reads it: names and codes of the simulated browser. */
export interface ToldCookies {
  sent: string[]
  withheld: { name: string; code: string }[]
  /** `outcome`: stored, replaced, deleted or refused. A line that could not be read has an empty name. */
  set: { name: string; outcome: string; code: string }[]
}

/** What a browser told, by step, without bytes and reasons: a check compares a few words. */
export type Told =
  | { stepId: string; type: 'retrieved'; sent: string[]; withheld: ToldCookies['withheld'] }
  | { stepId: string; type: 'set'; set: ToldCookies['set'][number] }
  | { stepId: string; type: 'code'; code: string }
  | { stepId: string; type: 'read'; text: string }
  /** Null when the promise was rejected; text is null where the script could not read it. */
  | { stepId: string; type: 'script'; result: { status: number; text: string | null } | null }
  | { stepId: string; type: 'page'; url: string | null }
  | { stepId: string; type: 'gone'; names: string[] }
  | { stepId: string; type: 'stolen'; name: string }

/** The part of a browser's events that checks can ask for, in order. */
export function toldOf(stepId: string, events: EngineEvents): Told[] {
  return events.flatMap((event): Told[] => {
    switch (event.type) {
      case 'cookie-retrieve': {
        const of = (outcome: string) => event.decisions.filter((decision) => decision.outcome === outcome)
        const sent = of('sent').map(({ cookie }) => cookie.name)
        return [{ stepId, type: 'retrieved', sent, withheld: of('withheld').map(({ cookie, code }) => ({ name: cookie.name, code })) }]
      }
      case 'cookie-store': {
        const { cookie, outcome, code } = event.decision
        return [{ stepId, type: 'set', set: { name: cookie?.name ?? '', outcome, code } }]
      }
      case 'decision':
      case 'refused':
        return [{ stepId, type: 'code', code: event.code }]
      case 'document-cookie-read':
        return [{ stepId, type: 'read', text: event.text }]
      case 'script-result': {
        const { result } = event
        const read = result.kind === 'response' ? { status: result.status, text: result.body === null ? null : textOf(result.body) } : null
        return [{ stepId, type: 'script', result: read }]
      }
      case 'document-changed':
        return event.frame === null ? [{ stepId, type: 'page', url: event.url }] : []
      case 'session-ended':
      case 'cookies-expired':
        return [{ stepId, type: 'gone', names: event.cookies.map(({ name }) => name) }]
      case 'cookie-stolen':
        return [{ stepId, type: 'stolen', name: event.cookie.name }]
      default:
        return []
    }
  })
}

const textOf = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8')
