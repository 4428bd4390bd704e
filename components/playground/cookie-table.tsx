import { CookieToken } from '#components/playground/cookie-token.tsx'
import type { CookieToken as Cookie } from '#lib/playground/cookie-token-rules.ts'

/** The cookies that a response sets, each with its attributes as written. */
export function CookieTable({ cookies }: { cookies: readonly Cookie[] }) {
  return (
    <table className="mb-3 w-full text-sm">
      <thead>
        <tr className="border-b border-line text-start text-muted">
          <th scope="col" className="py-1 pe-3 text-start font-normal">
            Cookie set
          </th>
          <th scope="col" className="py-1 text-start font-normal">
            Attributes
          </th>
        </tr>
      </thead>
      <tbody>
        {cookies.map((cookie, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a cookie may be set twice, and the order is the wire's
          <tr key={index} className="border-b border-line align-baseline">
            <td className="py-1.5 pe-3">
              <CookieToken token={{ name: cookie.name, value: cookie.value, look: cookie.cleared ? 'cleared' : 'set', reason: null, change: null }} />
            </td>
            <td className="py-1.5">
              {cookie.attributes.length === 0 ? (
                <span className="text-muted">none</span>
              ) : (
                <span className="flex flex-wrap gap-x-3 font-mono text-xs">
                  {cookie.attributes.map(([name, value]) => (
                    <span key={name} className="wrap-anywhere">
                      {value === null ? name : `${name}=${value}`}
                    </span>
                  ))}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
