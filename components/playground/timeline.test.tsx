import { prerender } from 'react-dom/static'
import { describe, expect, it } from 'vitest'
import { exampleTimeline } from '#lib/playground/example-lab.ts'
import type { PublicLab } from '#lib/playground/public-lab.ts'
import { reasonsIn } from '#lib/playground/reason-rules.ts'
import type { RunView } from '#lib/playground/run-view-rules.ts'
import { Timeline } from './timeline.tsx'

const { steps, run } = exampleTimeline([
  { id: 'login', type: 'submit', method: 'POST', url: 'https://shop.test/login', browser: 'alice' },
  { id: 'visit', type: 'visit', url: 'https://shop.test/login', browser: 'alice' },
  { id: 'evil', type: 'visit', url: 'https://evil.test/', browser: 'alice' },
  { id: 'forge', type: 'submit', method: 'POST', url: 'https://shop.test/transfer', browser: 'alice' },
  { id: 'wait', type: 'wait', seconds: 1860 },
])

const lab: PublicLab = {
  lessonId: 'les-one',
  contentVersion: 'v20260101',
  title: 'A lab',
  kind: 'server',
  entry: 'server.js',
  port: 3000,
  sites: [
    { host: 'shop.test', entry: 'server.js' },
    { host: 'evil.test', entry: 'evil.js' },
  ],
  browsers: [{ name: 'alice', profile: 'chromium' }],
  files: [],
  steps,
  checks: [],
  recorded: run,
  recordedOn: '2026-01-01',
}

/** The page as a browser without scripts gets it. */
async function drawn(shown: RunView | null): Promise<string> {
  const timeline = (
    <Timeline
      lab={lab}
      own={[]}
      run={shown}
      isLive={false}
      changes={new Map()}
      reasons={shown ? reasonsIn(shown) : {}}
      isCompact={false}
      onRemove={() => undefined}
    />
  )
  const { prelude } = await prerender(timeline)
  return new Response(prelude).text()
}

const words = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ')

describe('the timeline without scripts', () => {
  it('says who asks whom, with what, and why a cookie stayed', async () => {
    const html = await drawn(run)
    expect(words(html)).toContain('alice to shop.test: POST')
    expect(words(html)).toContain('does not carry cookie sid')
    expect(words(html)).toContain('sid: It is SameSite=Lax: from another site it goes only with safe methods such as GET.')
    expect(words(html)).toContain('Sec-Fetch-Site: cross-site')
    expect(words(html)).toContain('31 minutes later')
  })

  it('has an element for each step that others can point at, and no style of its own', async () => {
    const html = await drawn(run)
    for (const { id } of steps) expect(html).toContain(`id="exchange-${id}"`)
    expect(html).not.toMatch(/ style=/)
  })

  it('has a place for each step before there is a run', async () => {
    const html = await drawn(null)
    for (const { id } of steps) expect(html).toContain(`id="exchange-${id}"`)
    expect(words(html)).toContain('Not played.')
  })
})
