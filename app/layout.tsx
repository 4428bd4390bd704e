import './globals.css'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { codeFont, italicFont, textFont } from '#app/fonts.ts'
import { SITE_HEADER_END } from '#components/site/site-header-end.ts'
import { siteUrl } from '#lib/site-url.ts'

export const metadata: Metadata = {
  metadataBase: new URL(siteUrl()),
  title: { default: 'Crumbtrail: cookies, sessions and JWT on a real Node server', template: '%s · Crumbtrail' },
  description:
    'Learn cookies, sessions and JWT on a real Node server that you edit yourself: short lessons, code that runs beside the text, questions that explain.',
  applicationName: 'Crumbtrail',
  openGraph: { siteName: 'Crumbtrail', type: 'website', locale: 'en' },
  twitter: { card: 'summary_large_image' },
  alternates: { types: { 'application/atom+xml': [{ url: '/feed.xml', title: 'Crumbtrail lessons' }] } },
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fcfaf5' },
    { media: '(prefers-color-scheme: dark)', color: '#181411' },
  ],
}

/**
 * `first-paint.js` is a plain blocking script on purpose: what it sets must stand before anything is drawn. And nothing is drawn before the header is
 * whole, whose right-hand side would otherwise grow under the reader's eyes where the document arrives in pieces.
 */
export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" dir="ltr" className={`${textFont.variable} ${italicFont.variable} ${codeFont.variable}`} suppressHydrationWarning>
      <head>
        <script src="/first-paint.js" />
        <link rel="expect" href={`#${SITE_HEADER_END}`} blocking="render" />
      </head>
      <body>
        <a href="#main" className="skip-link">
          Skip to content
        </a>
        {children}
      </body>
    </html>
  )
}
