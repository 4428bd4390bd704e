/** What every journey needs: a browser that is watched, with an address of its own, and axe. */
import { AxeBuilder } from '@axe-core/playwright'
import { type BrowserContext, type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test'

type Fixtures = {
  /** Console errors, page errors and network errors that a journey causes on purpose, by their text and address. */
  expectedErrors: RegExp
  /** Names of the cookies that a journey may leave behind: none unless it signs in. */
  expectedCookies: RegExp
  /** Origins besides the site's own that a journey visits on purpose. */
  expectedOrigins: readonly string[]
  /** Another browser: its own storage and address, watched like the first. */
  openBrowser: (options?: BrowserContextOptions) => Promise<Page>
}

export const test = base.extend<Fixtures>({
  expectedErrors: [/^(?!)/, { option: true }],
  expectedCookies: [/^(?!)/, { option: true }],
  expectedOrigins: [[], { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: the first parameter of a fixture has to be a pattern
  extraHTTPHeaders: async ({}, use) => use(ownAddress()),
  context: async ({ context, baseURL, expectedErrors, expectedCookies, expectedOrigins }, use) => {
    const endWatch = await watch(context, { origin: String(baseURL), expectedErrors, expectedCookies, expectedOrigins })
    await use(context)
    await endWatch()
  },
  openBrowser: async ({ browser, baseURL, expectedErrors, expectedCookies, expectedOrigins }, use) => {
    const opened: (() => Promise<void>)[] = []
    await use(async (options = {}) => {
      const context = await browser.newContext({ extraHTTPHeaders: ownAddress(), ...options })
      const endWatch = await watch(context, { origin: String(baseURL), expectedErrors, expectedCookies, expectedOrigins })
      opened.push(async () => {
        await endWatch()
        await context.close()
      })
      return context.newPage()
    })
    for (const end of opened) await end()
  },
})

/** An address of the range for measurements (RFC 2544), as a proxy in front of the site would tell it. */
export const ownAddress = (): { 'x-forwarded-for': string } => ({ 'x-forwarded-for': `198.18.${anyByte()}.${anyByte()}` })

const anyByte = () => Math.floor(Math.random() * 256)

type Expected = Omit<Fixtures, 'openBrowser'> & { origin: string }

/** Notes what no page may do; the returned check fails when it was done: errors, broken policies, foreign hosts, cookies. */
async function watch(context: BrowserContext, expected: Expected): Promise<() => Promise<void>> {
  const { origin, expectedErrors, expectedCookies, expectedOrigins } = expected
  const faults: string[] = []
  const note = (fault: string) => {
    if (!expectedErrors.test(fault)) faults.push(fault)
  }
  context.on('console', (message) => {
    if (message.type() === 'error') note(`console: ${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => note(`page: ${error.error().message}`))
  context.on('request', (request) => {
    const url = new URL(request.url())
    if (url.protocol.startsWith('http') && url.origin !== origin && !expectedOrigins.includes(url.origin))
      faults.push(`foreign host: ${request.url()}`)
  })
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => reportError(new Error(`policy: ${event.effectiveDirective} refuses ${event.blockedURI}`)))
  })
  return async () => {
    const left = (await context.cookies(origin)).map(({ name }) => name).filter((name) => !expectedCookies.test(name))
    expect(left, 'the site sets no cookie that is not expected').toEqual([])
    expect(faults).toEqual([])
  }
}

type Exempt = { exempt?: string[] }

/** WCAG 2.2 A and AA as far as axe can see. */
export const expectAccessible = (page: Page, state = page.url(), { exempt = [] }: Exempt = {}) => {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  return expectNoViolations(new AxeBuilder({ page }).withTags(tags).disableRules(exempt), state)
}

/** Contrast alone: all that another theme can change. */
export const expectReadableColours = (page: Page, state = page.url()) =>
  expectNoViolations(new AxeBuilder({ page }).withRules(['color-contrast']), state)

/** The message lists for each rule the first places and their summary. */
async function expectNoViolations(axe: AxeBuilder, state: string): Promise<void> {
  const { violations } = await axe.analyze()
  const found = violations.map(({ id, nodes }) => {
    const places = nodes.slice(0, 3).map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`)
    return `${id}, ${nodes.length} times:\n${places.join('\n')}`
  })
  expect.soft(found, state).toEqual([])
}

/** Typefaces are there, and the browser has had time for what the page does after it was drawn. */
export const settled = (page: Page) =>
  page.evaluate(async () => {
    await document.fonts.ready
    for (let rounds = 0; rounds < 3; rounds += 1) await new Promise((resolve) => requestIdleCallback(resolve))
  })

/** The page scrolls up and down, never sideways. */
export const expectNoSidewaysScroll = async (page: Page, state = page.url()) => {
  const { wide, room, widest } = await page.evaluate(() => {
    const room = document.documentElement.clientWidth
    const scrolls = (element: Element | null): boolean =>
      element !== null && element !== document.body && (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement))
    const over = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > room + 1 && !scrolls(element))
    return { wide: document.documentElement.scrollWidth, room, widest: over.map((element) => `${element.tagName}.${element.className}`).slice(0, 5) }
  })
  expect.soft(wide, `${state} is wider than its window: ${widest.join(', ')}`).toBeLessThanOrEqual(room)
}

export { expect }
