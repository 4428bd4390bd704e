'use client'

import Link from 'next/link'

export function SiteFooter() {
  return (
    <footer className="site-footer">
      <p>
        Crumbtrail teaches cookies, sessions and JWT, and sets no cookie for reading. What you write is kept in this browser; it leaves it when you
        press Run, Share or Check answer, and then only as much as that needs, or when you have an account to keep it in.
      </p>
      <nav aria-label="Footer" className="flex flex-wrap gap-x-5 gap-y-1">
        <Link href="/" prefetch={false} className="plain-link">
          Home
        </Link>
        <Link href="/learn" prefetch={false} className="plain-link">
          Tracks
        </Link>
        <Link href="/progress" prefetch={false} className="plain-link">
          Your progress
        </Link>
        <Link href="/tools" prefetch={false} className="plain-link">
          Tools
        </Link>
        <Link href="/discussions" prefetch={false} className="plain-link">
          Discussions
        </Link>
        <a href="/feed.xml" className="plain-link">
          Feed of lessons
        </a>
      </nav>
    </footer>
  )
}
