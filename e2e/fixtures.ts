/** What every journey needs: a page on which an unexpected console error or a foreign request fails the test, and axe. */
import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'

export const LESSON = '/learn/cookies-sessions-jwt/cookies-sessions-concept'
export const SHORT_LESSON = '/learn/cookies-sessions-jwt/http-forgets-you'

type Fixtures = {
  /** Console errors that a journey causes on purpose (a 404 that it asks for). */
  expectedErrors: RegExp[]
  watched: undefined
}

export const test = base.extend<Fixtures>({
  expectedErrors: [[], { option: true }],
  watched: [
    async ({ page, baseURL, expectedErrors }, use) => {
      const faults: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error' && !expectedErrors.some((pattern) => pattern.test(message.text()))) faults.push(`console: ${message.text()}`)
      })
      page.on('pageerror', (error) => faults.push(`page: ${error.message}`))
      page.on('request', (request) => {
        const { origin, protocol } = new URL(request.url())
        if (protocol.startsWith('http') && origin !== baseURL) faults.push(`foreign host: ${request.url()}`)
      })
      await use(undefined)
      expect(faults).toEqual([])
    },
    { auto: true },
  ],
})

/** WCAG 2.2 A and AA as far as axe can see; the message lists rule, place and summary. */
export const expectAccessible = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
  const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} at ${node.target.join(' ')}: ${node.failureSummary}`))
  expect(found).toEqual([])
}

export { expect }
