/** What moved on a page by itself, as the browser saw it. */
import { type BrowserContext, expect, type Page } from '@playwright/test'

type Shift = { value: number; of: string[] }

/** From now on every page of this browser counts the shifts that no input of the reader explains. */
export const countShifts = (context: BrowserContext) =>
  context.addInitScript(() => {
    const found: Shift[] = []
    Object.assign(window, { foundShifts: found })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean; sources: { node: Element | null }[] }[])
        if (!entry.hadRecentInput) found.push({ value: entry.value, of: entry.sources.map(({ node }) => node?.textContent?.slice(0, 60) ?? '') })
    }).observe({ type: 'layout-shift', buffered: true })
  })

/** A change of typeface may move a line by a pixel; whatever a reader could notice is more. */
export async function expectStill(page: Page): Promise<void> {
  const found = await page.evaluate(() => (window as unknown as { foundShifts: Shift[] }).foundShifts)
  const total = found.reduce((sum, { value }) => sum + value, 0)
  expect(total, JSON.stringify(found, null, 1)).toBeLessThan(0.001)
}
