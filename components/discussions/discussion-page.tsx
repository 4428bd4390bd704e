import Link from 'next/link'
import type { ReactNode } from 'react'
import { RememberAccount } from '#components/accounts/remember-account.tsx'
import { SiteFooter } from '#components/site/site-footer.tsx'
import { SiteHeader } from '#components/site/site-header.tsx'

type Props = {
  title: ReactNode
  /** Where this page belongs: its parents, nearest last. */
  trail: { href: string; text: string }[]
  viewer: { id: string; displayName: string } | null
  children: ReactNode
}

/** The frame of every page of discussions: one reading column. */
export function DiscussionPage({ title, trail, viewer, children }: Props) {
  return (
    <>
      <SiteHeader />
      {viewer ? <RememberAccount id={viewer.id} displayName={viewer.displayName} /> : null}
      <main id="main" tabIndex={-1} className="page discussion-page">
        <nav aria-label="Where you are">
          <ol className="flex flex-wrap gap-x-2 text-sm text-muted">
            {trail.map(({ href, text }, index) => (
              <li key={href} className="flex min-w-0 gap-x-2">
                {index > 0 ? <span aria-hidden="true">/</span> : null}
                <Link href={href} prefetch={false} className="plain-link inline-flex min-h-6 items-center">
                  {text}
                </Link>
              </li>
            ))}
          </ol>
        </nav>
        <h1 className="mt-2 text-2xl font-bold tracking-title break-words">{title}</h1>
        {children}
      </main>
      <SiteFooter />
    </>
  )
}
