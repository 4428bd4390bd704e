import { ATTRIBUTE_SECTIONS, type AttributeCode } from '../../reasons/jar-sections.ts'
import type { ByteString, SameSite } from '../cookie.ts'
import type { AttributeFinding } from '../decision.ts'
import { ATTRIBUTE_VALUE_BYTES_MAX, lowerCase, type RawAttribute } from './parse-set-cookie.ts'
import { isReadableLifetime, type Lifetime, type LifetimeInput, readLifetime } from './read-lifetime.ts'

/** What the attributes of a line come to: of each kind the one that counts, null where there is none. */
export type ReadAttributes = {
  domain: ByteString | null
  path: ByteString | null
  expiresAt: number | null
  secure: boolean
  httpOnly: boolean
  partitioned: boolean
  sameSite: SameSite
  findings: AttributeFinding[]
}

/** A line may hold a million attributes; nobody reads so many remarks. */
const FINDINGS_MAX = 50
const SAME_SITE_VALUES: readonly string[] = ['strict', 'lax', 'none']

/** RFC 6265bis §5.6.1 to §5.6.7 and CHIPS. An attribute with too long a value does not count; of several, the last does. */
export function readAttributes(attributes: readonly RawAttribute[], input: LifetimeInput): ReadAttributes {
  const fitting = attributes.filter(({ value }) => value.length <= ATTRIBUTE_VALUE_BYTES_MAX)
  const lifetime = readLifetime(fitting, input)
  const last = (name: string) => fitting.findLast((attribute) => attribute.name === name) ?? null
  const counting = { domain: last('domain'), path: last('path'), samesite: last('samesite'), expires: lifetime.expires, 'max-age': lifetime.maxAge }
  const findings: AttributeFinding[] = []
  for (const attribute of attributes) {
    if (findings.length >= FINDINGS_MAX) break
    const code = findingOf(attribute, counting, lifetime, input)
    if (code) findings.push({ code, section: ATTRIBUTE_SECTIONS[code], text: attribute.text })
  }
  const sameSite = lowerCase(counting.samesite?.value ?? '')
  return {
    domain: counting.domain?.value ?? null,
    path: counting.path?.value ?? null,
    expiresAt: lifetime.expiresAt,
    secure: last('secure') !== null,
    httpOnly: last('httponly') !== null,
    partitioned: input.profile.hasPartitioned && last('partitioned') !== null,
    sameSite: SAME_SITE_VALUES.includes(sameSite) ? (sameSite as SameSite) : 'default',
    findings,
  }
}

type Counting = Record<'domain' | 'path' | 'samesite' | 'expires' | 'max-age', RawAttribute | null>

function findingOf(attribute: RawAttribute, counting: Counting, lifetime: Lifetime, { profile }: LifetimeInput): AttributeCode | null {
  const { name, value } = attribute
  if (value.length > ATTRIBUTE_VALUE_BYTES_MAX) return 'attribute-too-long'
  switch (name) {
    case 'max-age':
    case 'expires':
      if (!isReadableLifetime(attribute, profile.reading)) return name === 'expires' ? 'expires-unreadable' : 'max-age-unreadable'
      if (attribute !== counting[name]) return 'attribute-repeated'
      if (name === 'expires' && lifetime.maxAge && isReadableLifetime(lifetime.maxAge, profile.reading)) return 'expires-overruled'
      return lifetime.cap
    case 'domain':
      if (attribute !== counting.domain) return 'attribute-repeated'
      if (value === '') return 'domain-empty'
      return value.startsWith('.') ? 'domain-leading-dot' : null
    case 'path':
      if (attribute !== counting.path) return 'attribute-repeated'
      return value.startsWith('/') ? null : 'path-not-absolute'
    case 'samesite':
      if (attribute !== counting.samesite) return 'attribute-repeated'
      return SAME_SITE_VALUES.includes(lowerCase(value)) ? null : 'same-site-unknown'
    case 'secure':
    case 'httponly':
      return value === '' ? null : 'value-ignored'
    case 'partitioned':
      if (!profile.hasPartitioned) return 'partitioned-unknown'
      return value === '' ? null : 'value-ignored'
    case 'priority':
      return 'priority-attribute'
    default:
      return name === '' && value === '' ? null : 'unknown-attribute'
  }
}
