import type { ByteString, Cookie } from '../jar/cookie.ts'
import type { RetrieveDecision, StoreDecision } from '../jar/decision.ts'
import type { DecisionCode, RefusalCode } from '../reasons/engine-sections.ts'
import type { Header } from './headers/header-list.ts'

/** A rule that was applied: its code, the text it is about, and what would have to change for another outcome. */
export type DecisionEvent = {
  type: 'decision'
  stepId: string
  requestId: string | null
  code: DecisionCode
  about: string | null
  change: string | null
}

/** What a script was given, or could have read. */
export type Readable =
  /** `basic` and `cors`: the filtered headers and the body; `opaque`: neither, and status 0. */
  | {
      kind: 'response'
      tainting: 'basic' | 'cors' | 'opaque'
      status: number
      url: string
      redirected: boolean
      headers: readonly Header[]
      body: ByteString | null
    }
  /** A rejected promise; the script learns nothing more. */
  | { kind: 'type-error'; code: DecisionCode }

export type EngineEvent =
  | DecisionEvent
  /** One line of Set-Cookie, or one assignment to `document.cookie` when there is no request. */
  | { type: 'cookie-store'; stepId: string; requestId: string | null; url: string; line: ByteString; decision: StoreDecision }
  /** What went with a request, or what `document.cookie` may show when there is no request; one decision for every cookie of the jar. */
  | {
      type: 'cookie-retrieve'
      stepId: string
      requestId: string | null
      url: string
      header: ByteString | null
      decisions: readonly RetrieveDecision[]
    }
  | { type: 'cookies-expired'; stepId: string; cookies: readonly Cookie[] }
  | { type: 'session-ended'; stepId: string; cookies: readonly Cookie[] }
  | { type: 'cookie-stolen'; stepId: string; from: string; cookie: Cookie }
  /** Bytes are decoded as UTF-8. */
  | { type: 'document-cookie-read'; stepId: string; url: string; text: string }
  | { type: 'document-cookie-written'; stepId: string; url: string; text: string }
  | { type: 'redirect'; stepId: string; requestId: string; status: number; from: string; to: string; method: string; nextMethod: string }
  /** `frame` is null for the whole page; `url` is null when there is nothing to act in. */
  | { type: 'document-changed'; stepId: string; frame: string | null; url: string | null; origin: string; status: number | null }
  | { type: 'script-result'; stepId: string; requestId: string | null; result: Readable }
  | { type: 'embed-result'; stepId: string; requestId: string | null; as: 'image' | 'script' | 'iframe'; loaded: boolean; status: number | null }
  | { type: 'refused'; stepId: string | null; code: RefusalCode; about: string | null }

/** What a field of an event holds, as far as the validator looks; `?` allows null. */
export type FieldKind = 'text' | 'text?' | 'number' | 'number?' | 'flag' | 'code' | 'refusal' | 'object' | 'list' | 'embedded'

type FieldsOf<T extends EngineEvent['type']> = { readonly [F in Exclude<keyof Extract<EngineEvent, { type: T }>, 'type'>]: FieldKind }

/** Every type of event with its fields beside `type`: what the validator and the README go by. */
export const EVENT_FIELDS: { readonly [T in EngineEvent['type']]: FieldsOf<T> } = {
  decision: { stepId: 'text', requestId: 'text?', code: 'code', about: 'text?', change: 'text?' },
  'cookie-store': { stepId: 'text', requestId: 'text?', url: 'text', line: 'text', decision: 'object' },
  'cookie-retrieve': { stepId: 'text', requestId: 'text?', url: 'text', header: 'text?', decisions: 'list' },
  'cookies-expired': { stepId: 'text', cookies: 'list' },
  'session-ended': { stepId: 'text', cookies: 'list' },
  'cookie-stolen': { stepId: 'text', from: 'text', cookie: 'object' },
  'document-cookie-read': { stepId: 'text', url: 'text', text: 'text' },
  'document-cookie-written': { stepId: 'text', url: 'text', text: 'text' },
  redirect: { stepId: 'text', requestId: 'text', status: 'number', from: 'text', to: 'text', method: 'text', nextMethod: 'text' },
  'document-changed': { stepId: 'text', frame: 'text?', url: 'text?', origin: 'text', status: 'number?' },
  'script-result': { stepId: 'text', requestId: 'text?', result: 'object' },
  'embed-result': { stepId: 'text', requestId: 'text?', as: 'embedded', loaded: 'flag', status: 'number?' },
  refused: { stepId: 'text?', code: 'refusal', about: 'text?' },
}
