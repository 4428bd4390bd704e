import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { orAccountAway } from '#app/(account)/or-account-away.tsx'
import { sendSignIn } from '#app/(account)/sign-in/actions.ts'
import { AccountForm } from '#components/accounts/account-form.tsx'
import { AccountPage } from '#components/accounts/account-page.tsx'
import { PROVIDER_PROBLEMS } from '#components/accounts/account-words.ts'
import { ProviderButtons } from '#components/accounts/provider-buttons.tsx'
import { ForgetSentAccount } from '#components/accounts/remember-account.tsx'
import { findViewer } from '#lib/accounts/current-viewer.ts'
import { safeNextPath, welcomePath } from '#lib/accounts/next-path.ts'
import { listSignInProviders } from '#lib/accounts/providers/sign-in-providers.ts'

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } }

const NOTICES: Readonly<Record<string, string>> = {
  'password-changed': 'Your password is changed, and every browser is signed out. Sign in with the new one.',
}

type Search = Promise<Record<string, string | string[] | undefined>>

async function SignInPage({ searchParams }: { searchParams: Search }) {
  const { next, problem, notice } = await searchParams
  const problemText = typeof problem === 'string' && Object.hasOwn(PROVIDER_PROBLEMS, problem) ? PROVIDER_PROBLEMS[problem] : null
  const noticeText = typeof notice === 'string' && Object.hasOwn(NOTICES, notice) ? NOTICES[notice] : null
  if (await findViewer()) redirect(welcomePath(next))
  return (
    <AccountPage
      title="Sign in"
      lead={
        <p>
          New here?{' '}
          <Link href="/sign-up" prefetch={false} className="link">
            Sign up
          </Link>
          . Reading needs no account.
        </p>
      }
    >
      <ForgetSentAccount />
      {problemText ? (
        <p role="alert" className="rounded-md border border-bad bg-bad-soft px-4 py-3">
          {problemText}
        </p>
      ) : null}
      {noticeText ? <p className="rounded-md border border-line bg-good-soft px-4 py-3">{noticeText}</p> : null}
      <AccountForm
        action={sendSignIn}
        submit="Sign in"
        hidden={{ next: safeNextPath(next) }}
        fields={[
          { name: 'email', label: 'Mail address', type: 'email', autoComplete: 'username' },
          { name: 'password', label: 'Password', type: 'password', autoComplete: 'current-password' },
        ]}
      >
        <p className="text-sm">
          <Link href="/reset-password" prefetch={false} className="link">
            Forgotten the password?
          </Link>
        </p>
      </AccountForm>
      <ProviderButtons providers={listSignInProviders()} next={safeNextPath(next)} />
    </AccountPage>
  )
}

export default orAccountAway('Sign in', SignInPage)
