import type { Metadata } from 'next'

const feed = { 'application/atom+xml': [{ url: '/feed.xml', title: 'Crumbtrail lessons' }] }

type Page = { title: string; description: string; path: string; openGraph?: { type: 'article'; modifiedTime: string } }

/** What every page says of itself: title, description, its one address, and the same for previews. */
export function pageMetadata({ title, description, path, openGraph }: Page): Metadata {
  return {
    title,
    description,
    alternates: { canonical: path, types: feed },
    openGraph: { siteName: 'Crumbtrail', locale: 'en', title, description, url: path, ...(openGraph ?? { type: 'website' }) },
    twitter: { card: 'summary_large_image', title, description },
  }
}
