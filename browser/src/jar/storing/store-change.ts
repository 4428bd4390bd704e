import type { StoreCode } from '../../reasons/jar-sections.ts'
import type { ByteString } from '../cookie.ts'
import type { Occasion, StoreChange } from '../decision.ts'
import type { Jar } from '../jar.ts'
import { withAttribute, withName, withoutAttribute, withoutControlCharacters, withShorterPair } from '../set-cookie/edit-set-cookie.ts'
import type { Candidate } from './admit-cookie.ts'
import { judgeStoring, type StoreInput } from './judge-storing.ts'

/** One thing that could have been different. What the line says is easier to change than where it comes from. */
type Edit = { text: string; effort: number; line?: ByteString; occasion?: Partial<Occasion> }
type Attempt = { input: StoreInput; edits: Edit[]; effort: number }

const LINE = 2
const OCCASION = 3
/** There are ten questions that a line can fail one after another. */
const EDITS_MAX = 10

/**
 * The easiest change after which the line would be kept: found by trying, cheapest first, until a try is kept. Null when there is
 * none that it knows of.
 */
export function findStoreChange(jar: Jar, input: StoreInput, code: StoreCode): StoreChange | null {
  if (code === 'deleted' || code === 'expired-on-arrival') return livingChange(input)
  const attempts: Attempt[] = [{ input, edits: [], effort: 0 }]
  while (attempts.length > 0) {
    attempts.sort((a, b) => a.effort - b.effort)
    const attempt = attempts.shift() as Attempt
    const judgement = judgeStoring(jar, attempt.input)
    if (!judgement.isRefused) return changeOf(input, withoutNeedless(jar, input, attempt))
    if (attempt.edits.length < EDITS_MAX)
      attempts.push(...editsFor(judgement.refusal.code, judgement.candidate, attempt.input).map((edit) => apply(edit, attempt)))
  }
  return null
}

function livingChange({ line }: StoreInput): StoreChange {
  return { text: 'Give it time to live, such as Max-Age=3600.', line: withAttribute(line, 'Max-Age=3600'), occasion: null }
}

function apply(edit: Edit, { input, edits, effort }: Attempt): Attempt {
  return {
    input: { ...input, ...edit.occasion, line: edit.line ?? input.line },
    edits: [...edits, edit],
    effort: effort + edit.effort,
  }
}

/** A later edit may make an earlier one needless: a name, say, that no Secure cookie has, the https that was for one without. */
function withoutNeedless(jar: Jar, from: StoreInput, attempt: Attempt): Attempt {
  let { edits } = attempt
  const inputOf = (kept: Edit[]): StoreInput => Object.assign({}, from, ...kept.map(({ occasion }) => occasion), { line: attempt.input.line })
  for (const edit of attempt.edits) {
    // Each line is made of the one before it, so only what is no line can be left out.
    const others = edits.filter((other) => other !== edit)
    if (edit.occasion && !judgeStoring(jar, inputOf(others)).isRefused) edits = others
  }
  return { ...attempt, input: inputOf(edits), edits }
}

function changeOf(from: StoreInput, { input, edits }: Attempt): StoreChange {
  const { url, viaHttp, sameSiteContext, thirdPartyBlocked } = input
  const changed = Object.entries({ url, viaHttp, sameSiteContext, thirdPartyBlocked }).filter(([key, value]) => from[key as keyof Occasion] !== value)
  return {
    text: edits.map(({ text }) => text).join(' '),
    line: input.line === from.line ? null : input.line,
    occasion: changed.length === 0 ? null : Object.fromEntries(changed),
  }
}

function editsFor(code: StoreCode, candidate: Candidate | null, { line, url, profile }: StoreInput): Edit[] {
  const secure = sayEdit('Add', line, ['Secure'])
  const andSecure = candidate?.cookie.secure ? [] : ['Secure']
  const https: Edit = { text: 'Use https.', effort: OCCASION, occasion: { url: { ...partsOf(url), protocol: 'https:' } } }
  const header: Edit = { text: 'Let a response set it, by a Set-Cookie header.', effort: OCCASION, occasion: { viaHttp: true } }
  switch (code) {
    case 'control-character':
      return [{ text: 'Leave out the control characters.', effort: LINE, line: withoutControlCharacters(line) }]
    case 'too-large':
      return [{ text: 'Shorten name and value to 4096 bytes together.', effort: LINE, line: withShorterPair(line) }]
    case 'empty':
    case 'nameless-with-equals':
    case 'hidden-prefix':
      return [{ text: 'Give it a name.', effort: LINE, line: withName(line) }]
    case 'host-unusable':
      return [
        { text: 'Use a host name without empty parts.', effort: OCCASION, occasion: { url: { ...partsOf(url), hostname: tidyHost(url.hostname) } } },
      ]
    case 'domain-not-ascii':
    case 'domain-mismatch':
    case 'domain-public-suffix':
      return [{ text: 'Leave Domain out: the cookie is then for this host alone.', effort: LINE, line: withoutAttribute(line, 'domain') }]
    case 'secure-over-http':
    case 'overlays-secure':
      return [https]
    case 'http-only-from-script':
    case 'replaces-http-only':
      return [header]
    case 'same-site-foreign':
      return [
        sayEdit('Say', line, ['SameSite=None', ...andSecure]),
        { text: 'Let a page of the same site cause the request.', effort: OCCASION, occasion: { sameSiteContext: 'strict' } },
      ]
    case 'same-site-none-insecure':
      return [secure, { text: 'Leave SameSite=None out.', effort: LINE, line: withoutAttribute(line, 'samesite') }]
    case 'secure-prefix':
      return [secure]
    case 'host-prefix':
    case 'http-prefix':
    case 'host-http-prefix':
      return candidate ? [promiseEdit(line, code, candidate)] : []
    case 'partitioned-insecure':
      return [secure, { text: 'Leave Partitioned out.', effort: LINE, line: withoutAttribute(line, 'partitioned') }]
    case 'third-party-blocked': {
      const visit: Edit = { text: 'Visit the site itself, not embedded in another.', effort: OCCASION, occasion: { thirdPartyBlocked: false } }
      return profile.hasPartitioned ? [sayEdit('Say', line, ['Partitioned', ...andSecure]), visit] : [visit]
    }
    default:
      return []
  }
}

/** What a protected name promises and the line lacks, as one edit. */
function promiseEdit(line: ByteString, code: StoreCode, { cookie, attributes }: Candidate): Edit {
  const wanted: string[] = []
  if (!cookie.secure) wanted.push('Secure')
  if (code !== 'host-prefix' && !cookie.httpOnly) wanted.push('HttpOnly')
  const isBoundToHost = code !== 'http-prefix'
  if (isBoundToHost && attributes.path !== '/') wanted.push('Path=/')
  const dropsDomain = isBoundToHost && attributes.domain !== null
  const base: Edit = dropsDomain
    ? { text: 'Leave Domain out.', effort: LINE, line: withoutAttribute(line, 'domain') }
    : { text: '', effort: LINE, line }
  if (wanted.length === 0) return base
  const edit = sayEdit('Add', base.line ?? line, wanted)
  return { ...edit, text: `${edit.text} ${base.text}`.trim() }
}

/** The attributes, said once each. */
function sayEdit(verb: 'Add' | 'Say', line: ByteString, attributes: readonly ByteString[]): Edit {
  return { text: `${verb} ${attributes.join('; ')}.`, effort: LINE, line: attributes.reduce(withAttribute, line) }
}

/** A `URL` cannot be spread: its parts are not its own. */
function partsOf({ protocol, hostname, pathname }: Occasion['url']): Occasion['url'] {
  return { protocol, hostname, pathname }
}

function tidyHost(hostname: string): string {
  return hostname.split('.').filter(Boolean).join('.') || 'localhost'
}
