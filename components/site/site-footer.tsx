import Link from 'next/link'

export function SiteFooter() {
  return (
    <footer className="site-footer">
      <p>
        Crumbtrail teaches cookies, sessions and JWT. It sets no cookie for reading: what you write and answer stays in this browser, and your code is
        sent away only when you press Run.
      </p>
      <nav aria-label="Footer" className="flex flex-wrap gap-x-5 gap-y-1">
        <Link href="/" prefetch={false} className="plain-link">
          Home
        </Link>
        <Link href="/learn" prefetch={false} className="plain-link">
          Tracks
        </Link>
        <a href="/feed.xml" className="plain-link">
          Feed of lessons
        </a>
      </nav>
    </footer>
  )
}
