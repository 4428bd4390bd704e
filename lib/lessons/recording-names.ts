/** Dates closer together than this are one moment: a run's steps follow each other at once, and no run is longer. */
const SAME_MOMENT_MS = 30_000

/** Where a value begins and ends: at what is no letter or digit, or at a percent-encoded character. */
const START = String.raw`(?<=^|\W|%[0-9A-Fa-f]{2})`
const END = String.raw`(?=\W|$)`

/** What differs from run to run, by the first alternative that matches at a place. */
const VARYING = new RegExp(
  [
    String.raw`(?<jwt>${START}eyJ[\w-]+(?:\.[\w-]*){2,4})`,
    String.raw`(?<etag>(?:W\/)?"[0-9a-f]+-[\w+/-]{27}")`,
    String.raw`(?<signed>(?:s%3A|s:)[^\s;,"'<>]*?\.(?:[\w+/-]|%2B|%2F){43}(?:=|%3D)?)`,
    String.raw`(?<httpDate>(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT)`,
    String.raw`(?<isoDate>${START}\d{4}-\d\d-\d\dT\d\d(?::|%3A)\d\d(?::|%3A)\d\d(?:\.\d+)?Z)`,
    `(?<uuid>${START}[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}${END})`,
    String.raw`(?<duration>${START}\d+(?:\.\d+)? ?ms${END})`,
    String.raw`(?<epochMs>${START}1[7-9]\d{11}${END})`,
    String.raw`(?<epoch>${START}1[7-9]\d{8}${END})`,
    `(?<opaque>(?<!%[0-9A-Fa-f]?)(?:[A-Za-z0-9+/_-]|%2[BbFf]){16,}(?:={1,2}|(?:%3[Dd]){1,2})?)`,
  ].join('|'),
  'g',
)

/** Earlier dates are constants of the lesson and stay, above all the one that deletes a cookie. */
const YEAR_OF_FIRST_VARYING_DATE = 2024

/** Letters a word must have on average for a mixed text to read as words; text of random bytes has about two. */
const WORD_LETTERS_MIN = 4

/**
 * Random values are long and mixed: 16 or more hex digits, or 20 or more characters of both letter cases. Outside cookies, where
 * names of headers and functions are as long, they also hold a digit or do not read as words.
 */
const isRandom = (text: string, isCookie: boolean): boolean => {
  if (/^([0-9a-f]+|[0-9A-F]+)$/.test(text)) return isCookie || (/\d/.test(text) && /[a-f]/i.test(text))
  if (text.length < 20 || !/[a-z]/.test(text) || !/[A-Z]/.test(text)) return false
  if (isCookie || /\d/.test(text)) return true
  const words = text.match(/[A-Z]?[a-z]+|[A-Z]+/g) ?? []
  return words.join('').length < WORD_LETTERS_MIN * words.length
}

/**
 * Gives values that differ from run to run a name by first appearance: `session#1`, `token#1`, `signature#1`, `jwt#1`, `date#1`,
 * `duration#1`, `etag#1`. The same value gets the same name wherever it is met again, and two runs of one program get
 * the same names. Everything else stays as it is.
 */
export type Renamer = {
  /** `cookieName` is the cookie whose value this is, null elsewhere. */
  rename: (text: string, cookieName?: string | null) => string
  /** The same for the value of a header: what is in a session cookie is a session. */
  renameHeader: (name: string, value: string) => string
  /** Lets an ETag be named by what it stands for: the renamed body, since the tag itself varies with the body's dates. */
  aliasEtag: (etag: string, body: string) => void
}

export const createRenamer = (): Renamer => {
  const names = new Map<string, string>()
  const counts = new Map<string, number>()
  const moments: number[] = []
  const etagBodies = new Map<string, string>()

  const nameOf = (kind: string, key: string): string => {
    const known = names.get(key)
    if (known) return known
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    const name = `${kind}#${count}`
    names.set(key, name)
    return name
  }
  const dateName = (ms: number, text: string): string => {
    if (!Number.isFinite(ms) || new Date(ms).getUTCFullYear() < YEAR_OF_FIRST_VARYING_DATE) return text
    const known = moments.findIndex((moment) => Math.abs(moment - ms) <= SAME_MOMENT_MS)
    return `date#${known >= 0 ? known + 1 : moments.push(ms)}`
  }
  const renamed = (match: string, kind: string, cookieName: string | null): string => {
    switch (kind) {
      case 'jwt':
        return nameOf('jwt', jwtKey(match, dateName))
      case 'etag':
        return nameOf('etag', `etag:${etagBodies.get(match) ?? match}`)
      case 'signed':
        return renameSigned(match, cookieName)
      case 'httpDate':
        return dateName(Date.parse(match), match)
      case 'isoDate':
        return dateName(Date.parse(match.replaceAll('%3A', ':')), match)
      case 'epochMs':
        return dateName(Number(match), match)
      case 'epoch':
        return dateName(Number(match) * 1000, match)
      case 'duration':
        return 'duration#1'
      case 'opaque':
        return names.has(match) || isRandom(match, cookieName !== null) ? nameOf(opaqueKind(cookieName), match) : match
      default:
        return nameOf(opaqueKind(cookieName), match)
    }
  }
  const renameSigned = (match: string, cookieName: string | null): string => {
    const [prefix = ''] = /^(?:s%3A|s:)/.exec(match) ?? []
    const dot = match.lastIndexOf('.')
    return `${prefix}${rename(match.slice(prefix.length, dot), cookieName)}.${nameOf('signature', match.slice(dot + 1))}`
  }
  const rename = (text: string, cookieName: string | null = null): string =>
    text.replace(VARYING, (match, ...rest) => {
      const groups = rest.at(-1) as Record<string, string | undefined>
      const [kind = 'opaque'] = Object.entries(groups).find(([, value]) => value !== undefined) ?? []
      return renamed(match, kind, cookieName)
    })
  const renameHeader = (name: string, value: string): string => {
    if (!/^(set-)?cookie$/i.test(name)) return rename(value)
    const parts = /^cookie$/i.test(name) ? value.split('; ') : [value]
    return parts
      .map((part) => {
        const equals = part.indexOf('=')
        return equals < 0 ? rename(part) : part.slice(0, equals + 1) + rename(part.slice(equals + 1), part.slice(0, equals))
      })
      .join('; ')
  }
  return { rename, renameHeader, aliasEtag: (etag, body) => etagBodies.set(etag, body) }
}

const opaqueKind = (cookieName: string | null): string => (cookieName !== null && /sid|sess/i.test(cookieName) ? 'session' : 'token')

/** Two tokens with the same claims are one, however their times of issue differ by seconds. */
const jwtKey = (token: string, dateName: (ms: number, text: string) => string): string => {
  const [header = '', payload = '', signature = ''] = token.split('.')
  const claims = decodeBase64Url(payload).replace(/\b1[7-9]\d{8}\b/g, (seconds) => dateName(Number(seconds) * 1000, seconds))
  return `jwt:${header}.${claims || payload}.${signature === '' ? 'unsigned' : 'signed'}`
}

const decodeBase64Url = (text: string): string => {
  try {
    return atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  } catch (error) {
    if (error instanceof DOMException) return ''
    throw error
  }
}
