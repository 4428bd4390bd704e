import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium } from 'playwright'

export type ThirdPartyCookies = 'allowed' | 'blocked'

/**
 * What would stand between the scenario and the network stack, or differ by the day: upgrades of http to https, prompts for
 * requests to loopback, processes per site (frames are reached in one process instead), the back/forward cache. The flags also keep it
 * from loading error pages again by itself.
 */
const DISABLED_FEATURES = [
  'HttpsUpgrades',
  'HttpsFirstModeIncognito',
  'HttpsFirstBalancedMode',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsFirstModeV2ForEngagedSites',
  'HttpsFirstModeV2ForTypicallySecureUsers',
  'LocalNetworkAccessChecks',
  'BlockInsecurePrivateNetworkRequests',
  'PrivateNetworkAccessSendPreflights',
  'IsolateOrigins',
  'site-per-process',
  'BackForwardCache',
  'Prerender2',
  'OptimizationHints',
  'MediaRouter',
  'Translate',
  'FirstPartySets',
  'TpcdHeuristicsGrants',
  'TpcdMetadataGrants',
]

const FLAGS = [
  '--headless',
  '--remote-debugging-pipe',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-auto-reload',
  '--disable-site-isolation-trials',
  '--renderer-process-limit=1',
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
  '--disable-field-trial-config',
  '--ignore-certificate-errors',
  '--password-store=basic',
  '--use-mock-keychain',
  '--mute-audio',
  '--no-proxy-server',
  `--disable-features=${DISABLED_FEATURES.join(',')}`,
]

/** A new profile folder whose third-party cookies are allowed or blocked, whatever the distribution's default is. */
export async function makeProfileFolder(thirdPartyCookies: ThirdPartyCookies): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'crumbtrail-oracle-'))
  const blocked = thirdPartyCookies === 'blocked'
  await mkdir(join(folder, 'Default'))
  await writeFile(
    join(folder, 'Default', 'Preferences'),
    JSON.stringify({ profile: { cookie_controls_mode: blocked ? 1 : 0, block_third_party_cookies: blocked } }),
  )
  return folder
}

export const removeProfileFolder = (folder: string) => rm(folder, { recursive: true, force: true, maxRetries: 5 })

/**
 * Chromium with its profile in a folder; closing the context ends it as a user would, so that what it keeps on disk is written.
 * Playwright's own switches are left out: they turn off parts of Chromium that decide about cookies, such as partitioned storage. A
 * signal is for the run to answer.
 */
export function launchChromium(executablePath: string, profileFolder: string, resolverRules: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profileFolder, {
    executablePath,
    viewport: null,
    ignoreDefaultArgs: true,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [...FLAGS, `--user-data-dir=${profileFolder}`, `--host-resolver-rules=${resolverRules}`, 'about:blank'],
  })
}

export function browserOf(context: BrowserContext): Browser {
  const browser = context.browser()
  if (!browser) throw new Error('Playwright gives no browser for a context that it has opened')
  return browser
}
