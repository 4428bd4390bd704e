type JsonLdValue = string | number | boolean | null | JsonLdValue[] | { [key: string]: JsonLdValue | undefined }

/** Facts about the page for machines. The text can hold no end tag: `<` is written as JSON's escape of it. */
export function JsonLd({ facts }: { facts: { [key: string]: JsonLdValue | undefined } }) {
  return <script type="application/ld+json">{JSON.stringify({ '@context': 'https://schema.org', ...facts }).replaceAll('<', '\\u003c')}</script>
}
