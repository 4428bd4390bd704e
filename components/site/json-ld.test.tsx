import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { JsonLd } from '#components/site/json-ld.tsx'

describe('JsonLd', () => {
  it('says its facts and cannot end its element early', () => {
    const name = 'A </script><script>alert(1)</script> & "quotes" <!-- <script'
    const html = renderToStaticMarkup(<JsonLd facts={{ '@type': 'Course', name }} />)
    const text = /^<script type="application\/ld\+json">([^<]*)<\/script>$/.exec(html)?.[1]
    expect(text).toBeDefined()
    expect(JSON.parse(text ?? '')).toEqual({ '@context': 'https://schema.org', '@type': 'Course', name })
  })
})
