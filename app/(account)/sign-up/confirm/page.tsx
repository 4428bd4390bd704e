import type { Metadata } from 'next'
import { orAccountAway } from '#app/(account)/or-account-away.tsx'
import { sendConfirmation } from '#app/(account)/sign-up/confirm/actions.ts'
import { AccountForm } from '#components/accounts/account-form.tsx'
import { AccountPage } from '#components/accounts/account-page.tsx'
import { DeadLink } from '#components/accounts/mail-hint.tsx'
import { findSignUpLink } from '#lib/accounts/confirm-sign-up.ts'
import { readLinkCookie } from '#lib/accounts/sessions/link-cookie.ts'

export const metadata: Metadata = { title: 'Finish signing up', robots: { index: false }, referrer: 'same-origin' }

async function ConfirmSignUpPage() {
  const signUp = await findSignUpLink(await readLinkCookie(), new Date())
  if (signUp === null) return <DeadLink again="/sign-up" words="Sign up again" />
  return (
    <AccountPage
      title="Finish signing up"
      lead={
        <p>
          {`${signUp.name}, enter the password that you chose for `}
          <b className="font-semibold text-ink wrap-anywhere">{signUp.email}</b>. So nobody else can make an account with your address.
        </p>
      }
    >
      <AccountForm
        action={sendConfirmation}
        submit="Make my account"
        fields={[{ name: 'password', label: 'Password', type: 'password', autoComplete: 'current-password' }]}
      />
    </AccountPage>
  )
}

export default orAccountAway('Finish signing up', ConfirmSignUpPage)
