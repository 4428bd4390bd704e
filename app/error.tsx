'use client'

import Link from 'next/link'

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && 'digest' in error && typeof error.digest === 'string' ? error.digest : null
  return (
    <main id="main" tabIndex={-1} className="page max-w-3xl py-20">
      <p className="font-mono text-sm text-bad">500 Internal Server Error</p>
      <h1 className="mt-2 text-3xl font-bold tracking-title">This page failed, and the fault is ours</h1>
      <p className="mt-4 text-base text-muted">What you wrote in this browser is untouched. Trying again helps if the cause has passed.</p>
      {digest ? <p className="mt-2 font-mono text-sm text-muted">{`Reference: ${digest}`}</p> : null}
      <p className="mt-8 flex flex-wrap gap-3">
        <button type="button" className="button button-primary" onClick={() => retry()}>
          Try again
        </button>
        <Link href="/" prefetch={false} className="button">
          Home
        </Link>
      </p>
    </main>
  )
}
