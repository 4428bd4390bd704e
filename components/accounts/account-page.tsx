import type { ReactNode } from 'react'
import { SiteFooter } from '#components/site/site-footer.tsx'
import { SiteHeader } from '#components/site/site-header.tsx'

/** The frame of every page of the account: one narrow column. */
export function AccountPage({ title, lead, children }: { title: string; lead?: ReactNode; children?: ReactNode }) {
  return (
    <>
      <SiteHeader />
      <main id="main" className="page max-w-xl py-12 sm:py-16">
        <h1 className="text-3xl font-bold tracking-title">{title}</h1>
        {lead ? <div className="mt-3 grid gap-3 text-base text-muted">{lead}</div> : null}
        <div className="mt-8 grid gap-8">{children}</div>
      </main>
      <SiteFooter />
    </>
  )
}
