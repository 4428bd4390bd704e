import type { CredentialsMode } from './state.ts'

type StepOf<T extends string, Fields = unknown> = { id: string; type: T; in?: string } & Fields

export type VisitStep = StepOf<'visit', { url: string; from?: 'page' }>
export type SubmitStep = StepOf<'submit', { method: string; url: string; form?: Readonly<Record<string, string>>; json?: unknown; body?: string }>
export type FetchStep = StepOf<
  'fetch',
  {
    method: string
    url: string
    headers?: readonly (readonly [name: string, value: string])[]
    json?: unknown
    body?: string
    credentials?: CredentialsMode
    mode?: 'cors' | 'no-cors' | 'same-origin'
  }
>
export type EmbedStep = StepOf<'embed', { url: string; as: 'image' | 'script' | 'iframe' }>
export type WriteCookieStep = StepOf<'write-cookie', { cookie: string }>

/** What a browser can be told to do. `wait` means that the clock has moved on: the new time is in the context. */
export type BrowserStep =
  | VisitStep
  | SubmitStep
  | FetchStep
  | EmbedStep
  | StepOf<'reload'>
  | StepOf<'read-cookies'>
  | WriteCookieStep
  | { id: string; type: 'wait' }
  | { id: string; type: 'restart-browser' }

/** Steps of a lab that no single browser performs; they are refused by name. */
export type OtherStep = { id: string; type: 'request' | 'restart-server' | 'stop-service' | 'start-service' | 'steal-cookie' }
