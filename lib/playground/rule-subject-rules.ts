/** What a rule of the engine is about, by the beginning of its code; the first that fits counts. */
const SUBJECTS: readonly [prefix: string, subject: string][] = [
  ['origin', 'Origin'],
  ['referrer', 'Referer'],
  ['fetch-metadata', 'Sec-Fetch-*'],
  ['credentials', 'Credentials'],
  ['preflight', 'Preflight'],
  ['header', 'Headers'],
  ['authorization', 'Headers'],
  ['cors', 'CORS'],
  ['redirect', 'Redirect'],
  ['mixed', 'Mixed content'],
  ['framing', 'Framing'],
  ['frame', 'Frame'],
  ['page', 'Page'],
  ['embed', 'Embedding'],
  ['image', 'Embedding'],
  ['fetch', 'fetch()'],
  ['form', 'Form'],
  ['reload', 'Reload'],
  ['network', 'Network'],
  ['proxy', 'Network'],
  ['url', 'Address'],
]

/** In a word or two, what a rule is about. */
export function ruleSubject(code: string): string {
  return SUBJECTS.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 'Browser'
}
