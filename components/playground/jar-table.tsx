import type { Cookie } from '@crumbtrail/browser/jar/cookie'
import { CookieToken } from '#components/playground/cookie-token.tsx'
import type { ExchangeView } from '#lib/playground/exchange-rules.ts'
import { browserAround, cookieKey } from '#lib/playground/jar-view-rules.ts'
import type { RunView } from '#lib/playground/run-view-rules.ts'
import { scriptText } from '#lib/playground/script-text.ts'
import { fromByteString } from '#lib/tools/byte-text.ts'
import { instantWords } from '#lib/tools/clock-words.ts'

type JarTableProps = { run: RunView; exchange: ExchangeView }

/** Every cookie of the browser once the answer has been taken, what of it is new or gone, and what a script on the page would see. */
export function JarTable({ run, exchange }: JarTableProps) {
  const { browser } = exchange
  if (browser === null) return null
  const { before, after } = browserAround(run, browser, run.exchanges.indexOf(exchange))
  const old = new Map(before.cookies.map((cookie) => [cookieKey(cookie), cookie]))
  const kept = new Set(after.cookies.map(cookieKey))
  const gone = before.cookies.filter((cookie) => !kept.has(cookieKey(cookie)))
  const changeOf = (cookie: Cookie) => {
    const last = old.get(cookieKey(cookie))
    return last === undefined ? 'new' : last.value === cookie.value ? null : 'new value'
  }
  const seen = after.page === null ? null : scriptText(after.cookies, after.page)
  return (
    <section>
      <h3 className="pb-1 text-sm font-semibold">{`${browser}’s jar after this response`}</h3>
      {after.cookies.length + gone.length === 0 ? <p className="text-sm text-muted">It is empty.</p> : null}
      {after.cookies.length + gone.length > 0 ? (
        <table className="w-full text-sm">
          <caption className="sr-only">{`Cookies of ${browser}`}</caption>
          <thead>
            <tr className="border-b border-line text-muted">
              {['Cookie', 'Goes to', 'Until', 'Flags'].map((name) => (
                <th key={name} scope="col" className="py-1 pe-3 text-start font-normal">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {after.cookies.map((cookie) => (
              <CookieLine key={cookieKey(cookie)} cookie={cookie} change={changeOf(cookie)} isGone={false} />
            ))}
            {gone.map((cookie) => (
              <CookieLine key={cookieKey(cookie)} cookie={cookie} change="gone" isGone />
            ))}
          </tbody>
        </table>
      ) : null}
      {after.page === null || seen === null ? null : (
        <p className="pt-2 text-sm">
          {'A script on '}
          <span className="wrap-anywhere">{after.page}</span>
          {seen === '' ? ' sees no cookie in ' : ' sees in '}
          <code className="font-mono text-xs">document.cookie</code>
          {seen === '' ? '.' : ': '}
          {seen === '' ? null : <code className="font-mono text-xs wrap-anywhere">{seen}</code>}
        </p>
      )}
    </section>
  )
}

const SAME_SITE: Record<Cookie['sameSite'], string | null> = { strict: 'SameSite=Strict', lax: 'SameSite=Lax', none: 'SameSite=None', default: null }

function CookieLine({ cookie, change, isGone }: { cookie: Cookie; change: string | null; isGone: boolean }) {
  const { name, value, domain, hostOnly, path, expiresAt, secure, httpOnly, sameSite, partitionKey } = cookie
  const flags = [
    secure ? 'Secure' : null,
    httpOnly ? 'HttpOnly' : null,
    SAME_SITE[sameSite],
    partitionKey ? `Partitioned: ${partitionKey.site}` : null,
  ]
  return (
    <tr className="border-b border-line align-baseline last:border-0">
      <th scope="row" className="py-1.5 pe-3 text-start font-normal">
        <span className="flex max-w-40 flex-wrap items-center gap-x-1.5">
          <CookieToken
            token={{ name: fromByteString(name), value: fromByteString(value), look: isGone ? 'cleared' : 'sent', reason: null, change: null }}
          />
          {change ? <span className="text-xs font-semibold text-action">{change}</span> : null}
        </span>
      </th>
      <td className="py-1.5 pe-3 wrap-anywhere">
        {hostOnly ? domain : `${domain} and below`}
        <span className="text-muted">{` ${fromByteString(path)}`}</span>
      </td>
      <td className="py-1.5 pe-3">{expiresAt === null ? 'the browser closes' : instantWords(expiresAt)}</td>
      <td className="py-1.5">{flags.filter(Boolean).join(', ') || <span className="text-muted">none</span>}</td>
    </tr>
  )
}
