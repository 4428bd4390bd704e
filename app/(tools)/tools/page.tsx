import type { Metadata } from 'next'
import Link from 'next/link'
import { pageMetadata } from '#components/site/page-metadata.ts'
import { SiteFooter } from '#components/site/site-footer.tsx'
import { SiteHeader } from '#components/site/site-header.tsx'
import { TOOLS } from '#components/tools/tool-pages.ts'

export const metadata: Metadata = pageMetadata({
  title: 'Tools',
  description: 'Two tools that work in your browser alone: what becomes of a Set-Cookie line, and what a JWT is worth.',
  path: '/tools',
})

export default function ToolsPage() {
  return (
    <>
      <SiteHeader />
      <main id="main" tabIndex={-1} className="page max-w-5xl py-10">
        <h1 className="text-3xl font-bold tracking-title">Tools</h1>
        <p className="mt-3 max-w-2xl text-lg text-muted">
          For a cookie or a token of your own. They work in your browser alone: what you paste is sent nowhere.
        </p>
        <ul className="mt-10 grid">
          {TOOLS.map(({ path, title, summary }) => (
            <li key={path} className="grid gap-1.5 border-t border-line py-6">
              <h2 className="text-xl">
                <Link href={path} prefetch={false} className="link">
                  {title}
                </Link>
              </h2>
              <p className="max-w-2xl text-base text-muted">{summary}</p>
            </li>
          ))}
        </ul>
      </main>
      <SiteFooter />
    </>
  )
}
