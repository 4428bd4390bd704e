import type { RetrieveCode } from '@crumbtrail/browser/reasons/jar-sections'

/** What a computed question may turn on. An author names what the lesson has taught; nothing else plays a part in the question. */
export const TOPICS = ['host', 'path', 'secure', 'http-only', 'same-site', 'lifetime', 'prefix'] as const
export type Topic = (typeof TOPICS)[number]

/** What may decide whether a cookie goes along. A prefix has done its work when the cookie is stored. */
export const SENDING_TOPICS = TOPICS.filter((topic) => topic !== 'prefix')

/** `basic`: few cookies, one thing each. `intermediate`: hosts below hosts, two things at once. `advanced`: more of both, and other browsers. */
export const DIFFICULTIES = ['basic', 'intermediate', 'advanced'] as const
export type Difficulty = (typeof DIFFICULTIES)[number]

/** What a question is made from. */
export type Recipe = { about: readonly Topic[]; difficulty: Difficulty }

/** The reasons for which a cookie may stay behind in a question about a topic. */
export const WITHHELD_BY: Record<Topic, readonly RetrieveCode[]> = {
  host: ['host-only', 'other-domain'],
  path: ['path-mismatch'],
  secure: ['secure-only'],
  'http-only': ['http-only'],
  'same-site': ['same-site-strict', 'same-site-lax', 'same-site-lax-unsafe', 'same-site-default', 'same-site-default-unsafe', 'third-party-withheld'],
  lifetime: ['expired'],
  prefix: [],
}
