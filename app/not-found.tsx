import type { Metadata } from 'next'
import Link from 'next/link'
import { SiteFooter } from '#components/site/site-footer.tsx'
import { SiteHeader } from '#components/site/site-header.tsx'

export const metadata: Metadata = { title: 'No page here', description: 'There is no page at this address.', robots: { index: false } }

export default function NotFound() {
  return (
    <>
      <SiteHeader />
      <main id="main" tabIndex={-1} className="page max-w-3xl py-20">
        <p className="font-mono text-sm text-network">404 Not Found</p>
        <h1 className="mt-2 text-3xl font-bold tracking-title">There is no page at this address</h1>
        <p className="mt-4 text-base text-muted">
          The address may be mistyped, or it names a step that is planned and not written yet. The list of steps says which lessons there are.
        </p>
        <p className="mt-8 flex flex-wrap gap-3">
          <Link href="/learn" prefetch={false} className="button button-primary">
            See the tracks
          </Link>
          <Link href="/" prefetch={false} className="button">
            Home
          </Link>
        </p>
      </main>
      <SiteFooter />
    </>
  )
}
