/** A text and the place in it on which a finding rests. */
export type Source = { text: 'rfc8725bis' | 'rfc6265bis' | `RFC ${number}`; section: string }

/** `danger`: whoever accepts such a token can be deceived or goes against a MUST. `warning`: against advice. `note`: worth knowing. */
export type Severity = 'danger' | 'warning' | 'note'

/** What was found about a token or a key. `code` names the rule, `detail` says what follows and what to do instead. */
export type Finding = { code: string; severity: Severity; title: string; detail: string; sources: readonly [Source, ...Source[]] }

const BIS = 'https://datatracker.ietf.org/doc/html/draft-ietf-oauth-rfc8725bis-07'
const COOKIES = 'https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis-22'

/** Where a source can be read, at its section. */
export function sourceUrl({ text, section }: Source): string {
  const page = text === 'rfc8725bis' ? BIS : text === 'rfc6265bis' ? COOKIES : `https://www.rfc-editor.org/rfc/${text.toLowerCase().replace(' ', '')}`
  return `${page}#section-${section}`
}

/** The name of a source as the lessons write it. */
export function sourceWords({ text, section }: Source): string {
  return `${text} §${section}`
}

export const bis = (section: string): Source => ({ text: 'rfc8725bis', section })
export const rfc = (number: number, section: string): Source => ({ text: `RFC ${number}`, section })

/** A value from a token as it may stand in a sentence: one line, and no longer than one can read. */
export function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')
  const visible = [...text.slice(0, 80)].map((character) => (isControl(character) ? '\ufffd' : character)).join('')
  return `“${visible}${text.length > 80 ? '…' : ''}”`
}

function isControl(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  return code < 0x20 || (code >= 0x7f && code < 0xa0)
}
