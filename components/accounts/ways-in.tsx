import { momentWords } from '#components/accounts/account-words.ts'
import type { FormAction } from '#components/accounts/form-state.ts'
import { type OfferedProvider, ProviderButtons } from '#components/accounts/provider-buttons.tsx'
import { RowForm } from '#components/accounts/row-form.tsx'

type Props = {
  identities: readonly { id: string; provider: string; createdAt: Date }[]
  hasPassword: boolean
  providers: readonly OfferedProvider[]
  unlink: FormAction
}

/** What opens this account: a password, identities elsewhere, and those that could be added. */
export function WaysIn({ identities, hasPassword, providers, unlink }: Props) {
  const addable = providers.filter(({ id }) => !identities.some(({ provider }) => provider === id))
  const nameOf = (provider: string) => providers.find(({ id }) => id === provider)?.name ?? provider
  return (
    <>
      <ul className="grid gap-3">
        {hasPassword ? <li>Mail address and password</li> : null}
        {identities.map(({ id, provider, createdAt }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <span>
              {nameOf(provider)} <span className="text-sm text-muted">{`added ${momentWords(createdAt)}`}</span>
            </span>
            <RowForm action={unlink} name="identity" value={id} submit="Remove" what={nameOf(provider)} />
          </li>
        ))}
      </ul>
      <ProviderButtons providers={addable} next="/settings" verb="Add" />
    </>
  )
}
