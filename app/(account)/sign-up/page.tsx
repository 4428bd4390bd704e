import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { orAccountAway } from '#app/(account)/or-account-away.tsx'
import { sendSignUp } from '#app/(account)/sign-up/actions.ts'
import { AccountForm } from '#components/accounts/account-form.tsx'
import { AccountPage } from '#components/accounts/account-page.tsx'
import { ProviderButtons } from '#components/accounts/provider-buttons.tsx'
import { findViewer } from '#lib/accounts/current-viewer.ts'
import { PASSWORD_LENGTH_MIN } from '#lib/accounts/passwords/password-rules.ts'
import { listSignInProviders } from '#lib/accounts/providers/sign-in-providers.ts'

export const metadata: Metadata = { title: 'Sign up', robots: { index: false } }

async function SignUpPage() {
  if (await findViewer()) redirect('/welcome')
  return (
    <AccountPage
      title="Sign up"
      lead={
        <p>
          Reading, running code and answering need no account. With one, what you do is kept on every device, and you can write in the discussions.
          Have one?{' '}
          <Link href="/sign-in" prefetch={false} className="link">
            Sign in
          </Link>
          .
        </p>
      }
    >
      <AccountForm
        action={sendSignUp}
        submit="Sign up"
        fields={[
          { name: 'name', label: 'Display name', type: 'text', autoComplete: 'nickname', hint: 'Others see it next to what you write.' },
          { name: 'email', label: 'Mail address', type: 'email', autoComplete: 'username', hint: 'Nobody else sees it. We send a link there.' },
          {
            name: 'password',
            label: 'Password',
            type: 'password',
            autoComplete: 'new-password',
            hint: `At least ${PASSWORD_LENGTH_MIN} characters, of any kind: a few words that do not belong together are fine.`,
          },
        ]}
      />
      <ProviderButtons providers={listSignInProviders()} next="/learn" />
    </AccountPage>
  )
}

export default orAccountAway('Sign up', SignUpPage)
