import Link from 'next/link'

/** For readers without an account: what it opens, and the two ways to one, which lead back here. */
export function SignInPrompt({ next }: { next: string }) {
  const query = `?next=${encodeURIComponent(next)}`
  return (
    <p className="text-ui text-muted">
      Everybody can read this discussion.{' '}
      <Link href={`/sign-up${query}`} prefetch={false} className="link">
        Sign up
      </Link>{' '}
      or{' '}
      <Link href={`/sign-in${query}`} prefetch={false} className="link">
        sign in
      </Link>{' '}
      to post, and to keep your progress on every device.
    </p>
  )
}
