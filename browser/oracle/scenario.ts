/** Everything that one scenario is: plain data, so that it can be printed, shrunk and played again. Byte strings are Latin-1. */
export type Scenario = {
  /** `seed:index`, from which it can be made again. */
  name: string
  /** What its generator aimed at. */
  kind: string
  thirdPartyCookies: 'allowed' | 'blocked'
  /** By the number that stands as `r<number>` in the URL. */
  resources: Record<string, Resource>
  steps: Step[]
}

export type Resource = {
  response: ScriptedResponse
  /** What OPTIONS is answered with; null when it is answered as anything else is. */
  preflight: ScriptedResponse | null
}

/** Sent byte for byte: header values may hold any byte but CR, LF and NUL. Content-Length is added. */
export type ScriptedResponse = { status: number; headers: Header[]; body: string }

export type Header = [name: string, value: string]

export type Step = { id: string; in?: string } & (
  | { type: 'visit'; url: string; from?: 'page' }
  | { type: 'submit'; method: string; url: string; form: Record<string, string> }
  | {
      type: 'fetch'
      method: string
      url: string
      headers: Header[]
      body?: string
      credentials?: 'omit' | 'same-origin' | 'include'
      mode?: 'cors' | 'no-cors' | 'same-origin'
    }
  | { type: 'embed'; url: string; as: 'image' | 'script' | 'iframe' }
  | { type: 'reload' }
  | { type: 'read-cookies' }
  | { type: 'write-cookie'; cookie: string }
  | { type: 'wait'; seconds: number }
  | { type: 'restart-browser' }
)

/** The resource that a URL names, by the first `r<number>` after its host. */
export function resourceKey(pathAndQuery: string): string | null {
  return pathAndQuery.match(/[/?]r(\d+)/)?.[1] ?? null
}

const UNKNOWN: ScriptedResponse = { status: 404, headers: [['Content-Type', 'text/html']], body: 'nothing here' }

/** What the scenario's servers answer, wherever they are. Not to be cached: the simulated browser has no HTTP cache. */
export function answerOf(scenario: Scenario, method: string, pathAndQuery: string): ScriptedResponse {
  const resource = scenario.resources[resourceKey(pathAndQuery) ?? '']
  const answer = resource ? (method === 'OPTIONS' && resource.preflight ? resource.preflight : resource.response) : UNKNOWN
  return { ...answer, headers: [...answer.headers, ['Cache-Control', 'no-store']] }
}
