import { type CookieToken as Cookie, shortValue } from '#lib/playground/cookie-token-rules.ts'

const LOOKS = {
  sent: 'border-action bg-raised text-action',
  set: 'border-action bg-action text-on-action',
  cleared: 'border-action border-dashed bg-raised text-muted line-through',
}

/** A cookie on an arrow: filled when the response sets it, outlined when the request carries it, struck when it is cleared. */
export function CookieToken({ cookie, way }: { cookie: Cookie; way: 'sent' | 'set' }) {
  const look = cookie.cleared ? 'cleared' : way
  const said = look === 'sent' ? 'carries cookie' : look === 'set' ? 'sets cookie' : 'clears cookie'
  return (
    <span
      title={`${said} ${cookie.name}=${cookie.value}`}
      className={`inline-flex h-5 max-w-52 min-w-0 items-center rounded-full border px-2 font-mono text-xs leading-none ${LOOKS[look]}`}
    >
      <span className="sr-only">{`, ${said} `}</span>
      <span className="truncate">{cookie.name === '' ? shortValue(cookie.value) : `${cookie.name}=${shortValue(cookie.value)}`}</span>
    </span>
  )
}

/** The cookies on one arrow, the rest counted. */
export function CookieTokens({ cookies, way }: { cookies: readonly Cookie[]; way: 'sent' | 'set' }) {
  const shown = cookies.slice(0, 3)
  return (
    <>
      {shown.map((cookie, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: cookies of one name may stand twice, and their order is the wire's
        <CookieToken key={index} cookie={cookie} way={way} />
      ))}
      {cookies.length > shown.length ? (
        <span className="rounded-full bg-raised px-1 text-xs text-muted">{`+${cookies.length - shown.length}`}</span>
      ) : null}
    </>
  )
}
