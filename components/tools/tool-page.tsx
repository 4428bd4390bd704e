import type { ReactNode } from 'react'
import { SiteFooter } from '#components/site/site-footer.tsx'
import { SiteHeader } from '#components/site/site-header.tsx'

type Props = { title: string; lead: ReactNode; tool: ReactNode; children: ReactNode }

/** A page with one tool: what it is for, the tool, and below it what one should know to read its answers. */
export function ToolPage({ title, lead, tool, children }: Props) {
  return (
    <>
      <SiteHeader />
      <main id="main" tabIndex={-1} className="page py-10">
        <h1 className="text-3xl font-bold tracking-title">{title}</h1>
        <div className="mt-3 max-w-2xl text-lg text-muted">{lead}</div>
        <div className="mt-8">
          <p className="without-js max-w-2xl border-s-2 border-action ps-4 text-base">
            This tool works in your browser alone and needs scripts for it, and scripts are off here. The text below needs none.
          </p>
          <div className="needs-js">{tool}</div>
        </div>
        <div className="prose mt-16 max-w-2xl border-t border-line pt-8">{children}</div>
      </main>
      <SiteFooter />
    </>
  )
}
