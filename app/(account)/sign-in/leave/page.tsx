import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { AccountPage } from '#components/accounts/account-page.tsx'
import { readLeaveCookie } from '#lib/accounts/sessions/leave-cookie.ts'

export const metadata: Metadata = { title: 'On to the other side', robots: { index: false }, referrer: 'no-referrer' }

/**
 * From here the browser leaves for an identity provider. It is a page and not a redirect, because a form's policy (`form-action`) holds for
 * the redirects that follow it as well, and no policy should have to name where providers send people.
 */
export default async function LeavePage() {
  const address = await readLeaveCookie()
  if (address === null) redirect('/sign-in')
  return (
    <AccountPage title={`On to ${address.host}`} lead={<p>There you say who you are; then you come back.</p>}>
      <meta httpEquiv="refresh" content={`0; url=${address.href}`} />
      <p>
        <a href={address.href} rel="noreferrer" className="button button-primary button-large">
          {`Go on to ${address.host}`}
        </a>
      </p>
    </AccountPage>
  )
}
