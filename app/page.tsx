import { SiteHeader } from '#components/site/site-header.tsx'
import { SiteFooter } from '#components/site/site-footer.tsx'

export default function HomePage() {
  return (
    <>
      <SiteHeader />
      <main id="main">
        <h1 className="text-hero tracking-title font-bold">See what the server remembers.</h1>
        <p className="text-base">hello <em>there</em> <code>sid</code></p>
        <button type="button" className="button button-primary">Run</button>
      </main>
      <SiteFooter />
    </>
  )
}
