import { lintClaims } from './claims-lint.ts'
import type { DecodedToken } from './decode-token-rules.ts'
import { bis, type Finding, type Severity } from './finding.ts'
import { lintHeader } from './header-lint.ts'

/** Room for name and value of a cookie (rfc6265bis §5.6); a token of more bytes never arrives in one. */
const COOKIE_BYTES_MAX = 4096

const RANK: Record<Severity, number> = { danger: 0, warning: 1, note: 2 }

/**
 * Everything that the token alone tells against it, the gravest first; nothing about it was verified, and no finding does not mean that it is good.
 * Source: rfc8725bis, section by section, and the RFCs that it rests on; each finding names its own.
 */
export function lintToken(token: Extract<DecodedToken, { kind: 'jws' | 'jwe' }>, nowMs: number): Finding[] {
  const findings = [...lintHeader(token), ...(token.kind === 'jws' ? lintPayload(token.payload, nowMs) : []), ...lintSize(token.compact.length)]
  return byRank(findings)
}

/** Findings in the order of their weight; equals keep theirs. */
export function byRank(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => RANK[a.severity] - RANK[b.severity])
}

function lintPayload(payload: Extract<DecodedToken, { kind: 'jws' }>['payload'], nowMs: number): Finding[] {
  if (payload.kind === 'claims') return lintClaims(payload, nowMs)
  return [
    {
      code: 'nested',
      severity: 'warning',
      title: 'There is another token inside (nested JWT)',
      detail:
        'The outer signature says nothing about the inner one. Both have to be verified, with keys and algorithms that you choose, and the kind (typ) has to stand in the inner one. Paste the inner token to look at it.',
      sources: [bis('2.3'), bis('3.3'), bis('3.11')],
    },
  ]
}

function lintSize(bytes: number): Finding[] {
  if (bytes <= COOKIE_BYTES_MAX) return []
  return [
    {
      code: 'oversized',
      severity: 'warning',
      title: `${bytes.toLocaleString('en-GB')} bytes on every request`,
      detail:
        'A browser refuses a cookie of more than 4,096 bytes, and many servers a header of more than 8,192. Put less into the token, or keep the data on the server.',
      sources: [
        { text: 'rfc6265bis', section: '5.6' },
        { text: 'rfc6265bis', section: '4.2.1' },
      ],
    },
  ]
}
