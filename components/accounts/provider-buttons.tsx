export type OfferedProvider = { id: string; name: string }

/** One button for each identity provider that is set up; nothing without any. A plain form: the next page belongs to somebody else. */
export function ProviderButtons({ providers, next, verb = 'Go on with' }: { providers: readonly OfferedProvider[]; next: string; verb?: string }) {
  if (providers.length === 0) return null
  return (
    <form method="post" action="/sign-in/with" className="grid gap-2 border-t border-line pt-6">
      <input type="hidden" name="next" value={next} />
      {providers.map(({ id, name }) => (
        <button key={id} type="submit" name="provider" value={id} className="button button-large">
          {`${verb} ${name}`}
        </button>
      ))}
    </form>
  )
}
