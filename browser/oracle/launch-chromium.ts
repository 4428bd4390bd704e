import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium } from 'playwright'

export const THIRD_PARTY_COOKIES = ['allowed', 'blocked'] as const

export type ThirdPartyCookies = (typeof THIRD_PARTY_COOKIES)[number]

/** A running Chromium and the profile on disk that it alone has. */
export type Profile = {
  context: () => BrowserContext
  /** Ends it as a user would, so that what it keeps is written, and starts it on the same profile; its tabs and context are others then. */
  restart: () => Promise<void>
  close: () => Promise<void>
}

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
async function makeProfileFolder(thirdPartyCookies: ThirdPartyCookies): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'crumbtrail-oracle-'))
  const blocked = thirdPartyCookies === 'blocked'
  await mkdir(join(folder, 'Default'))
  await writeFile(
    join(folder, 'Default', 'Preferences'),
    JSON.stringify({ profile: { cookie_controls_mode: blocked ? 1 : 0, block_third_party_cookies: blocked } }),
  )
  return folder
}

/** In a new folder, which goes when it is closed. */
export async function launchOnNewProfile(executablePath: string, thirdPartyCookies: ThirdPartyCookies, resolverRules: string): Promise<Profile> {
  const folder = await makeProfileFolder(thirdPartyCookies)
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5 })
  const launch = () => launchOn(folder, executablePath, resolverRules)
  let context = await launch().catch(async (error: unknown) => {
    await remove()
    throw error
  })
  return {
    context: () => context,
    restart: async () => {
      await context.close()
      context = await launch()
    },
    close: async () => {
      await context.close()
      await remove()
    },
  }
}

/** Playwright's own switches are left out: some turn off what decides about cookies, such as partitioned storage. A signal is for the run to answer. */
function launchOn(folder: string, executablePath: string, resolverRules: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, {
    executablePath,
    viewport: null,
    ignoreDefaultArgs: true,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [...FLAGS, `--user-data-dir=${folder}`, `--host-resolver-rules=${resolverRules}`, 'about:blank'],
  })
}

export function browserOf(context: BrowserContext): Browser {
  const browser = context.browser()
  if (!browser) throw new Error('Playwright gives no browser for a context that it has opened')
  return browser
}
