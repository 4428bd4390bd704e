import { type ReactNode, useId } from 'react'
import { type ExplainedMember, explainClaims, explainHeader } from '#lib/tools/jwt/claim-meanings.ts'
import type { DecodedToken } from '#lib/tools/jwt/decode-token-rules.ts'
import { sourceUrl, sourceWords } from '#lib/tools/jwt/finding.ts'

type Props = { token: Extract<DecodedToken, { kind: 'jws' | 'jwe' }>; nowMs: number; look: (compact: string) => void }

/** What the token says, member by member, with the meaning of those that the standards define. */
export function DecodedView({ token, nowMs, look }: Props) {
  return (
    <>
      <Members title="Header" json={token.header.json} members={explainHeader(token.header.value)} />
      {token.kind === 'jwe' ? (
        <Part title="Content">
          <p>{`${token.ciphertextBytes.toLocaleString('en-GB')} bytes, encrypted. Nobody reads them without the recipient’s key.`}</p>
        </Part>
      ) : (
        <>
          {token.payload.kind === 'claims' ? (
            <Members title="Payload: the claims" json={token.payload.json} members={explainClaims(token.payload.value, nowMs)} />
          ) : (
            <NestedToken compact={token.payload.compact} look={look} />
          )}
          <Part title="Signature">
            <p>
              {token.signatureBytes === 0
                ? 'None.'
                : `${token.signatureBytes.toLocaleString('en-GB')} bytes over header and payload, as they stand in the token.`}
            </p>
          </Part>
        </>
      )}
    </>
  )
}

function NestedToken({ compact, look }: { compact: string; look: (compact: string) => void }) {
  return (
    <Part title="Payload: another token">
      <p className="font-mono text-xs break-all">{compact.length > 300 ? `${compact.slice(0, 300)}…` : compact}</p>
      <button type="button" className="button mt-2" onClick={() => look(compact)}>
        Look at the inner token
      </button>
    </Part>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-lg">
        {title}
      </h2>
      <div className="mt-2">{children}</div>
    </section>
  )
}

function Members({ title, json, members }: { title: string; json: string; members: readonly ExplainedMember[] }) {
  return (
    <Part title={title}>
      {members.length === 0 ? <p className="text-muted">Empty.</p> : null}
      <dl>
        {members.map((member) => (
          <Member key={member.name} member={member} />
        ))}
      </dl>
      <details className="mt-2">
        <summary className="cursor-pointer text-sm text-muted">As it stands in the token</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <pre className="code-plain mt-2 max-h-80 whitespace-pre-wrap wrap-anywhere" tabIndex={0}>
          {json}
        </pre>
      </details>
    </Part>
  )
}

const SHOWN_CHARACTERS = 400

function Member({ member: { name, value, meaning, source, when } }: { member: ExplainedMember }) {
  const isLong = value.length > SHOWN_CHARACTERS
  return (
    <div className="grid gap-x-4 border-t border-line py-2 sm:grid-cols-[7rem_minmax(0,1fr)]">
      <dt className="font-mono text-sm font-semibold wrap-anywhere">{name}</dt>
      <dd className="min-w-0">
        <p className="font-mono text-sm wrap-anywhere">
          {isLong ? `${value.slice(0, SHOWN_CHARACTERS)}… (${value.length.toLocaleString('en-GB')} characters)` : value}
        </p>
        {when ? <p className="text-sm text-network tabular-nums">{when}</p> : null}
        {meaning ? (
          <p className="text-sm text-muted">
            {meaning}
            {source ? (
              <>
                {' ('}
                <a href={sourceUrl(source)} rel="noreferrer" className="link">
                  {sourceWords(source)}
                </a>
                {')'}
              </>
            ) : null}
          </p>
        ) : null}
      </dd>
    </div>
  )
}
