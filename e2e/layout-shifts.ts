/** What moved on a page by itself, as the browser saw it. */
import { type BrowserContext, expect, type Page } from '@playwright/test'

type Shift = { value: number; of: string[] }

const TYPEFACES = /\.woff2$/

/**
 * From now on every page of this browser counts the shifts that no input of the reader explains. When a typeface comes is not for a page to say, so
 * here none ever does; what its coming may move is another matter (`countShiftsOfTypefaces`).
 */
export async function countShifts(context: BrowserContext): Promise<void> {
  await context.route(TYPEFACES, (route) => route.fulfill({ contentType: 'font/woff2', body: '' }))
  await count(context)
}

/** As `countShifts`, with typefaces that come when the page has long been drawn. Resolves to what lets them come. */
export async function countShiftsOfTypefaces(context: BrowserContext): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await context.route(TYPEFACES, async (route) => {
    await promise
    await route.continue()
  })
  await count(context)
  return resolve
}

const count = (context: BrowserContext) =>
  context.addInitScript(() => {
    const found: Shift[] = []
    Object.assign(window, { foundShifts: found })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean; sources: { node: Element | null }[] }[])
        if (!entry.hadRecentInput) found.push({ value: entry.value, of: entry.sources.map(({ node }) => node?.textContent?.slice(0, 60) ?? '') })
    }).observe({ type: 'layout-shift', buffered: true })
  })

/** Where a slow machine draws a page while it is still being read, a line or two may yet move: that is less than this, and a part that jumps is more. */
export async function expectStill(page: Page, most = 0.005): Promise<void> {
  const found = await page.evaluate(() => (window as unknown as { foundShifts: Shift[] }).foundShifts)
  const total = found.reduce((sum, { value }) => sum + value, 0)
  expect(total, JSON.stringify(found, null, 1)).toBeLessThan(most)
}
