import type { Metadata } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { orAccountAway } from '#app/(account)/or-account-away.tsx'
import { sendName, sendPassword, sendPasswordLink, sendRevocation, sendRevocationOfOthers, sendUnlink } from '#app/(account)/settings/actions.ts'
import { AccountForm } from '#components/accounts/account-form.tsx'
import { AccountPage } from '#components/accounts/account-page.tsx'
import { PROVIDER_PROBLEMS } from '#components/accounts/account-words.ts'
import { RememberAccount } from '#components/accounts/remember-account.tsx'
import { SessionList } from '#components/accounts/session-list.tsx'
import { WaysIn } from '#components/accounts/ways-in.tsx'
import { requireSession } from '#lib/accounts/current-viewer.ts'
import { findOwnProfile } from '#lib/accounts/own-profile.ts'
import { PASSWORD_LENGTH_MIN } from '#lib/accounts/passwords/password-rules.ts'
import { listSignInProviders } from '#lib/accounts/providers/sign-in-providers.ts'
import { listOwnSessions } from '#lib/accounts/sessions/list-sessions.ts'

export const metadata: Metadata = { title: 'Settings', robots: { index: false } }

type Search = Promise<Record<string, string | string[] | undefined>>

async function SettingsPage({ searchParams }: { searchParams: Search }) {
  const { viewer, sessionId } = await requireSession('/settings')
  const { problem } = await searchParams
  const [profile, sessions] = await Promise.all([findOwnProfile(viewer), listOwnSessions(viewer, sessionId, new Date())])
  const email = profile?.email ?? null
  return (
    <AccountPage title="Settings">
      <RememberAccount id={viewer.id} displayName={viewer.displayName} />
      {typeof problem === 'string' && Object.hasOwn(PROVIDER_PROBLEMS, problem) ? (
        <p role="alert" className="rounded-md border border-bad bg-bad-soft px-4 py-3">
          {PROVIDER_PROBLEMS[problem]}
        </p>
      ) : null}
      <Section id="profile" title="Profile">
        <p className="wrap-anywhere">{email ? `Your address is ${email}; nobody else sees it.` : 'Your account has no mail address.'}</p>
        <AccountForm
          action={sendName}
          submit="Save the name"
          done="Saved."
          fields={[
            {
              name: 'name',
              label: 'Display name',
              type: 'text',
              autoComplete: 'nickname',
              hint: 'Others see it next to what you write.',
              value: viewer.displayName,
            },
          ]}
        />
      </Section>
      <Section id="password" title="Password">
        {profile?.hasPassword ? (
          <AccountForm
            action={sendPassword}
            submit="Change the password"
            done="Changed. Every other browser is signed out."
            fields={[
              { name: 'current', label: 'Current password', type: 'password', autoComplete: 'current-password' },
              {
                name: 'password',
                label: 'New password',
                type: 'password',
                autoComplete: 'new-password',
                hint: `At least ${PASSWORD_LENGTH_MIN} characters, of any kind. Every other browser is signed out.`,
              },
            ]}
          />
        ) : email ? (
          <AccountForm action={sendPasswordLink} submit="Send a link to set one" done="Sent. Look into your mail." fields={[]} />
        ) : (
          <p>Without a mail address there can be no password.</p>
        )}
      </Section>
      <Section id="ways-in" title="Ways to sign in">
        <WaysIn
          identities={profile?.identities ?? []}
          hasPassword={profile?.hasPassword ?? false}
          providers={listSignInProviders()}
          unlink={sendUnlink}
        />
      </Section>
      <Section id="sessions" title="Where you are signed in">
        <SessionList sessions={sessions} revoke={sendRevocation} revokeOthers={sendRevocationOfOthers} />
      </Section>
      <Section id="leave" title="Leave">
        <p className="flex flex-wrap gap-2">
          <Link href="/sign-out" prefetch={false} className="button">
            Sign out
          </Link>
          <Link href="/settings/delete" prefetch={false} className="button">
            Delete the account
          </Link>
        </p>
      </Section>
    </AccountPage>
  )
}

export default orAccountAway('Settings', SettingsPage)

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="grid gap-4 border-t border-line pt-6">
      <h2 id={`${id}-title`} className="text-xl">
        {title}
      </h2>
      {children}
    </section>
  )
}
