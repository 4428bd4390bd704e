import { type ExchangeView, pathOf } from './exchange-rules.ts'
import type { LabStep } from './lab-step-rules.ts'

/** One vertical line of the timeline: who asks, or who answers. */
export type Lane = { kind: 'browser' | 'client' | 'site'; name: string; detail: string }

type LanesOf = {
  browsers: readonly { name: string; profile: string }[]
  sites: readonly { host: string; entry: string }[]
  steps: readonly Pick<LabStep, 'type'>[]
}

/** Who takes part, from left to right: browsers, the client of raw requests where there are any, sites. */
export function lanesOf({ browsers, sites, steps }: LanesOf): Lane[] {
  const hasClient = browsers.length === 0 || steps.some(({ type }) => type === 'request')
  return [
    ...browsers.map(({ name, profile }): Lane => ({ kind: 'browser', name, detail: profile === 'chromium' ? 'browser' : profile })),
    ...(hasClient ? [{ kind: 'client', name: 'client', detail: 'raw requests' } satisfies Lane] : []),
    ...sites.map(({ host, entry }): Lane => ({ kind: 'site', name: host, detail: entry })),
  ]
}

/** The lanes between which a request goes, counted from 1. `to` is null when no lane answers for the host. */
export type Way = { from: number; to: number | null }

/** Where a request of this browser (null: a raw one) to this host begins and ends. */
export function wayOf(lanes: readonly Lane[], browser: string | null, host: string): Way {
  const from = lanes.findIndex(({ kind, name }) => (browser === null ? kind === 'client' : kind === 'browser' && name === browser))
  const to = lanes.findIndex(({ kind, name }) => kind === 'site' && name === host)
  return { from: Math.max(0, from) + 1, to: to < 0 ? null : to + 1 }
}

/** The lane of a browser, counted from 1. */
export function laneOfBrowser(lanes: readonly Lane[], browser: string): number {
  return (
    Math.max(
      0,
      lanes.findIndex(({ kind, name }) => kind === 'browser' && name === browser),
    ) + 1
  )
}

/** Host of an address; itself when it is none. */
export function hostOf(url: string): string {
  return URL.parse(url)?.hostname ?? url
}

/** How the timeline writes addresses: `whole` where raw requests go to several sites or by https, else the path, with its scheme where both are in use. */
export type AddressStyle = 'whole' | 'path' | 'path-and-scheme'

export function addressStyle(steps: readonly LabStep[], exchanges: readonly ExchangeView[], lanes: readonly Lane[]): AddressStyle {
  const urls = [...steps.flatMap(({ url }) => (url === undefined ? [] : [url])), ...exchanges.map(({ url }) => url)]
  const isSecure = urls.some((url) => url.startsWith('https:'))
  if (lanes.every(({ kind }) => kind !== 'browser')) return isSecure || lanes.length > 2 ? 'whole' : 'path'
  return isSecure && urls.some((url) => url.startsWith('http:')) ? 'path-and-scheme' : 'path'
}

/** An address as an arrow has it, with the mark of its scheme where one is needed. A host without a lane is always named. */
export function addressWords(url: string, style: AddressStyle, hasLane: boolean): { address: string; scheme: string | null } {
  if (style === 'whole' || !hasLane) return { address: url, scheme: null }
  return { address: pathOf(url), scheme: style === 'path-and-scheme' ? (/^https?(?=:)/.exec(url)?.[0] ?? null) : null }
}
