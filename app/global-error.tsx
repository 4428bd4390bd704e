'use client'

import './globals.css'

/** Replaces the whole document when even the layout failed, so it leans on nothing but the style sheet. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en" dir="ltr">
      <head>
        <title>Crumbtrail failed</title>
      </head>
      <body>
        <main className="page max-w-3xl py-20">
          <h1 className="text-3xl font-bold tracking-title">Crumbtrail failed, and the fault is ours</h1>
          <p className="mt-4 text-base text-muted">What you wrote in this browser is untouched. Trying again helps if the cause has passed.</p>
          <p className="mt-8">
            <button type="button" className="button button-primary" onClick={() => retry()}>
              Try again
            </button>
          </p>
        </main>
      </body>
    </html>
  )
}
