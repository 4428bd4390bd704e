import type { JobStep } from '@crumbtrail/runner/contract'
import { spanWords } from '#lib/tools/clock-words.ts'

/** One step of a lab as the page draws it; what a type of step has no use for is absent. */
export type LabStep = {
  id: string
  type: JobStep['type']
  note: string | null
  /** Who acts; null for what no browser does. */
  browser: string | null
  method?: string
  url?: string
  cookiesFrom?: string | null
  /** Of a wait. */
  seconds?: number
  /** What is assigned to `document.cookie`. */
  cookie?: string
  /** Of a cookie that is copied, and from whom. */
  name?: string
  from?: string
  service?: string
  /** The site whose server is started again; absent: all of them. */
  site?: string
  /** The frame in which it happens. */
  frame?: string
  as?: 'image' | 'script' | 'iframe'
}

const ASKING: readonly JobStep['type'][] = ['request', 'visit', 'submit', 'fetch', 'embed', 'reload']

/** Whether a step is one that makes requests, rather than something that happens to everybody or within a page. */
export function isAsking({ type }: Pick<LabStep, 'type'>): boolean {
  return ASKING.includes(type)
}

/** Whether a step is something that a script does within a page. */
export function isOfScript({ type }: Pick<LabStep, 'type'>): boolean {
  return type === 'read-cookies' || type === 'write-cookie'
}

/** A step in a few words, for bands, tables and text: `31 minutes later`, `alice opens /account`. */
export function stepWords(step: LabStep): string {
  const { browser, method = 'GET', url = '', service = 'the service' } = step
  const who = browser ?? 'client'
  const frame = step.frame === undefined ? '' : ` in the frame ${step.frame}`
  switch (step.type) {
    case 'request':
      return `${method} ${url}`
    case 'visit':
      return step.from === 'page' ? `${who} follows a link to ${url}${frame}` : `${who} opens ${url}`
    case 'submit':
      return `${who} submits a form: ${method} ${url}${frame}`
    case 'fetch':
      return `${who}’s page fetches ${method} ${url}${frame}`
    case 'embed':
      return `${who}’s page loads ${EMBEDDED[step.as ?? 'image']} ${url}${frame}`
    case 'reload':
      return `${who} reloads the page`
    case 'read-cookies':
      return `A script on ${who}’s page reads document.cookie${frame}`
    case 'write-cookie':
      return `A script on ${who}’s page writes document.cookie${frame}`
    case 'wait':
      return `${spanWords(step.seconds ?? 0)} later`
    case 'restart-browser':
      return `${who} closes the browser and opens it again`
    case 'restart-server':
      return step.site === undefined ? 'The servers start again, with empty memory' : `${step.site} starts again, with empty memory`
    case 'stop-service':
      return `${service} stops`
    case 'start-service':
      return `${service} starts again`
    case 'steal-cookie':
      return `${who} copies the cookie ${step.name ?? ''} out of ${step.from ?? 'another browser'}’s browser`
  }
}

/** What an asking step is besides its method, for a mark on its first arrow; null for what needs none. */
export function stepMark(step: LabStep): string | null {
  if (step.type === 'submit') return 'form'
  if (step.type === 'fetch') return 'fetch'
  if (step.type === 'reload') return 'reload'
  if (step.type === 'embed') return step.as === 'iframe' ? 'frame' : (step.as ?? 'image')
  return step.type === 'visit' && step.from === 'page' ? 'link' : null
}

const EMBEDDED = { image: 'the image', script: 'the script', iframe: 'the frame' } as const
