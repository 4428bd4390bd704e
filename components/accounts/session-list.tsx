import { momentWords } from '#components/accounts/account-words.ts'
import type { FormAction } from '#components/accounts/form-state.ts'
import { RowForm } from '#components/accounts/row-form.tsx'

type ShownSession = { id: string; device: string; createdAt: Date; lastSeenAt: Date; isThisOne: boolean }

/** The browsers in which somebody is signed in, each with the means to end it. */
export function SessionList({ sessions, revoke, revokeOthers }: { sessions: readonly ShownSession[]; revoke: FormAction; revokeOthers: FormAction }) {
  return (
    <>
      <p className="text-muted">A browser that you do not know? Sign it out, and change your password.</p>
      <ul className="grid gap-4">
        {sessions.map(({ id, device, createdAt, lastSeenAt, isThisOne }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <span>
              <span className="font-semibold">{device}</span>
              {isThisOne ? ' · this browser' : ''}
              <span className="block text-sm text-muted">{`Signed in ${momentWords(createdAt)} · last seen ${momentWords(lastSeenAt)}`}</span>
            </span>
            <RowForm
              action={revoke}
              name="session"
              value={id}
              submit="Sign out"
              what={isThisOne ? 'this browser' : `${device}, since ${momentWords(createdAt)}`}
            />
          </li>
        ))}
      </ul>
      {sessions.length > 1 ? <RowForm action={revokeOthers} name="others" value="all" submit="Sign out all others" what="" /> : null}
    </>
  )
}
