import type { Metadata } from 'next'
import { orAccountAway } from '#app/(account)/or-account-away.tsx'
import { sendNewPassword } from '#app/(account)/reset-password/new/actions.ts'
import { AccountForm } from '#components/accounts/account-form.tsx'
import { AccountPage } from '#components/accounts/account-page.tsx'
import { DeadLink } from '#components/accounts/mail-hint.tsx'
import { PASSWORD_LENGTH_MIN } from '#lib/accounts/passwords/password-rules.ts'
import { findResetLink } from '#lib/accounts/reset-password.ts'
import { readLinkCookie } from '#lib/accounts/sessions/link-cookie.ts'

export const metadata: Metadata = { title: 'Your new password', robots: { index: false }, referrer: 'same-origin' }

async function NewPasswordPage() {
  const link = await findResetLink(await readLinkCookie(), new Date())
  if (link === null) return <DeadLink again="/reset-password" words="Ask for another link" />
  return (
    <AccountPage
      title="Your new password"
      lead={
        <p>
          {'For '}
          <b className="font-semibold text-ink wrap-anywhere">{link.email}</b>. Every browser that is signed in will be signed out.
        </p>
      }
    >
      <AccountForm
        action={sendNewPassword}
        submit="Set this password"
        fields={[
          {
            name: 'password',
            label: 'New password',
            type: 'password',
            autoComplete: 'new-password',
            hint: `At least ${PASSWORD_LENGTH_MIN} characters, of any kind.`,
          },
        ]}
      />
    </AccountPage>
  )
}

export default orAccountAway('Your new password', NewPasswordPage)
