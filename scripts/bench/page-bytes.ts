/** Bytes on the wire of one page, by type, with a cold cache and before any interaction (CDP `encodedDataLength`). */
import { chromium } from '@playwright/test'

export type PageBytes = { type: string; requests: number; bytes: number }

const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const measurePageBytes = async (url: string): Promise<PageBytes[]> => {
  const browser = await chromium.launch({ executablePath: chromiumPath, args: flags })
  try {
    const page = await browser.newPage()
    const session = await page.context().newCDPSession(page)
    await session.send('Network.enable')
    const typeById = new Map<string, string>()
    const byType = new Map<string, PageBytes>()
    session.on('Network.responseReceived', ({ requestId, type }) => typeById.set(requestId, type))
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const type = typeById.get(requestId) ?? 'Other'
      const row = byType.get(type) ?? { type, requests: 0, bytes: 0 }
      byType.set(type, { type, requests: row.requests + 1, bytes: row.bytes + encodedDataLength })
    })
    await page.goto(url, { waitUntil: 'networkidle' })
    return [...byType.values()].toSorted((a, b) => b.bytes - a.bytes)
  } finally {
    await browser.close()
  }
}
