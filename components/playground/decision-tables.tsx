import type { EngineEvent } from '@crumbtrail/browser/engine/event'
import type { RetrieveDecision } from '@crumbtrail/browser/jar/decision'
import { ATTRIBUTE_SENTENCES, RETRIEVE_SENTENCES, STORE_SENTENCES } from '@crumbtrail/browser/reasons/jar-sentences'
import type { ReactNode } from 'react'
import { CookieToken } from '#components/playground/cookie-token.tsx'
import { Trace } from '#components/tools/set-cookie/line-verdict.tsx'
import { FOLLOWED, Source, STORED } from '#components/tools/set-cookie/verdict-words.tsx'
import { isOfSite, storeToken } from '#lib/playground/arrow-token-rules.ts'
import { cookiesOf, type ExchangeView } from '#lib/playground/exchange-rules.ts'
import { fromByteString } from '#lib/tools/byte-text.ts'

/** Where a run had more to tell than the runner tells. */
export const CUT_WORDS = 'Some of what the browser decided is missing here: all the decisions of this run together were too many to be told.'

/** Each cookie of the jar: whether the request carried it, and why. */
export function RetrieveTable({ exchange }: { exchange: ExchangeView }) {
  const retrieved = exchange.events.find((event) => event.type === 'cookie-retrieve')
  if (!retrieved) return <Without exchange={exchange} />
  return (
    <RetrieveDecisions title="With the request" event={retrieved} words={FOLLOWED} empty="The jar was empty, so the request carries no cookie." />
  )
}

/** What went along when the jar was not asked, or what it said is missing. */
function Without({ exchange }: { exchange: ExchangeView }) {
  const { sent } = cookiesOf(exchange)
  const credentials = exchange.events.find((event) => event.type === 'decision' && /^(credentials-(omitted|same)|preflight-without)/.test(event.code))
  return (
    <section className="pb-3 text-sm">
      <h3 className="pb-1 font-semibold">With the request</h3>
      {sent.length > 0 ? <p>{`It carried ${sent.map(({ name }) => name).join(', ')}; why is not told.`}</p> : null}
      {sent.length === 0 ? (
        <p className="text-muted">
          {credentials ? 'It was made without credentials, so the jar was not asked. Rules says why.' : 'It carries no cookie.'}
        </p>
      ) : null}
    </section>
  )
}

type RetrieveProps = {
  title: string
  event: Extract<EngineEvent, { type: 'cookie-retrieve' }>
  words: Record<RetrieveDecision['outcome'], { words: string; className: string }>
  empty: string
}

/** The decisions on every cookie of a jar; those of other sites are counted, since nobody would expect them here. */
export function RetrieveDecisions({ title, event, words, empty }: RetrieveProps) {
  const host = URL.parse(event.url)?.hostname ?? ''
  const near = event.decisions.filter(({ cookie }) => isOfSite(cookie.domain, host))
  const foreign = event.decisions.filter(({ cookie }) => !isOfSite(cookie.domain, host))
  return (
    <section className="pb-3">
      <h3 className="pb-1 text-sm font-semibold">{title}</h3>
      {near.length === 0 ? <p className="text-sm text-muted">{foreign.length === 0 ? empty : 'The jar holds no cookie of this site.'}</p> : null}
      {near.length > 0 ? (
        <Decisions caption={`${title}: cookies`}>
          {near.map(({ outcome, code, section, cookie, change, trace }) => (
            <Line
              key={cookie.order}
              token={
                <CookieToken
                  token={{
                    name: fromByteString(cookie.name),
                    value: fromByteString(cookie.value),
                    look: outcome === 'sent' ? 'sent' : 'withheld',
                    reason: null,
                    change: null,
                  }}
                />
              }
              verdict={words[outcome]}
              sentence={RETRIEVE_SENTENCES[code]}
              section={section}
              change={change?.text ?? null}
            >
              <Trace trace={trace} />
            </Line>
          ))}
        </Decisions>
      ) : null}
      {foreign.length > 0 ? (
        <p className="pt-1.5 text-sm text-muted">
          {`Of other sites, and so never meant for this one: ${foreign.map(({ cookie }) => `${fromByteString(cookie.name)} (${cookie.domain})`).join(', ')}.`}
        </p>
      ) : null}
    </section>
  )
}

/** Each Set-Cookie line: what became of it, and why. Nothing when there is none. */
export function StoreTable({ events, title = 'From the response' }: { events: readonly EngineEvent[]; title?: string }) {
  const lines = events.flatMap((event) => {
    const token = storeToken(event)
    return token ? [{ event, token }] : []
  })
  if (lines.length === 0) return null
  return (
    <section className="pb-1">
      <h3 className="pb-1 text-sm font-semibold">{title}</h3>
      <Decisions caption={`${title}: cookies`}>
        {lines.map(({ event, token }, index) => {
          // biome-ignore lint/suspicious/noArrayIndexKey: a cookie may be set twice, and the order is the wire's
          if (event.type !== 'cookie-store') return <Dropped key={index} event={event} token={<CookieToken token={{ ...token, reason: null }} />} />
          const { outcome, code, section, change, attributes, trace, offendingText } = event.decision
          return (
            <Line
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              key={index}
              token={<CookieToken token={{ ...token, reason: null }} />}
              verdict={STORED[outcome]}
              sentence={STORE_SENTENCES[code]}
              section={section}
              change={change?.text ?? null}
            >
              <code className="block pt-1 font-mono text-xs wrap-anywhere text-muted">{fromByteString(event.line)}</code>
              {offendingText ? <p className="text-muted">{`At fault: ${fromByteString(offendingText)}`}</p> : null}
              {attributes.map((finding) => (
                <p key={`${finding.code} ${finding.text}`} className="pt-0.5 text-muted">
                  <code className="font-mono text-xs wrap-anywhere">{fromByteString(finding.text)}</code>
                  {`: ${ATTRIBUTE_SENTENCES[finding.code]}`}
                </p>
              ))}
              <Trace trace={trace} />
            </Line>
          )
        })}
      </Decisions>
    </section>
  )
}

function Dropped({ event, token }: { event: EngineEvent; token: ReactNode }) {
  if (event.type !== 'decision') return null
  return (
    <Line
      token={token}
      verdict={STORED.refused}
      sentence="The response sets a cookie, but the request was made without credentials, so it is dropped."
      section="Fetch §4.7"
      change={event.change}
    />
  )
}

function Decisions({ caption, children }: { caption: string; children: ReactNode }) {
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="border-b border-line text-start text-muted">
          {['Cookie', 'Decision', 'Why'].map((name) => (
            <th key={name} scope="col" className="py-1 pe-3 text-start font-normal">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}

type LineProps = {
  token: ReactNode
  verdict: { words: string; className: string }
  sentence: string
  section: string
  change: string | null
  children?: ReactNode
}

function Line({ token, verdict, sentence, section, change, children }: LineProps) {
  return (
    <tr className="border-b border-line align-baseline last:border-0">
      <th scope="row" className="py-1.5 pe-3 text-start font-normal">
        <span className="flex max-w-36">{token}</span>
      </th>
      <td className={`py-1.5 pe-3 font-semibold ${verdict.className}`}>{verdict.words}</td>
      <td className="w-full py-1.5">
        {sentence}{' '}
        <span className="text-muted">
          (<Source section={section} />)
        </span>
        {change ? <p className="mt-1 border-s-2 border-action ps-2.5">{change}</p> : null}
        {children}
      </td>
    </tr>
  )
}
