import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'

export type CdpParams = Record<string, unknown>

/** A running Chromium, spoken to by the DevTools protocol over a pipe. `T` of `send` is what the caller knows the method answers. */
export type Chromium = {
  send: <T>(method: string, params?: CdpParams, sessionId?: string) => Promise<T>
  on: (listener: (method: string, params: CdpParams, sessionId: string | undefined) => void) => () => void
  /** Ends it as a user would, so that what it keeps on disk is written; the profile folder stays. */
  quit: () => Promise<void>
}

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

export async function startChromium(executable: string, profileFolder: string, resolverRules: string): Promise<Chromium> {
  const args = [...FLAGS, `--user-data-dir=${profileFolder}`, `--host-resolver-rules=${resolverRules}`, 'about:blank']
  const child = spawn(executable, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] })
  const exited = once(child, 'exit')
  const input = child.stdio[3] as Writable
  const output = child.stdio[4] as Readable
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void; method: string }>()
  const listeners = new Set<(method: string, params: CdpParams, sessionId: string | undefined) => void>()
  let lastId = 0
  let rest = Buffer.alloc(0)
  output.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const message = JSON.parse(rest.subarray(0, end).toString('utf8'))
      rest = rest.subarray(end + 1)
      if (message.id === undefined) {
        for (const listener of listeners) listener(message.method, message.params, message.sessionId)
        continue
      }
      const waiter = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.error) waiter?.reject(new Error(`${waiter.method}: ${message.error.message}`))
      else waiter?.resolve(message.result as never)
    }
  })
  const fail = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  input.on('error', fail)
  child.on('error', fail)
  child.on('exit', () => fail(new Error('Chromium has ended')))

  const send: Chromium['send'] = (method, params = {}, sessionId) =>
    new Promise((resolve, reject) => {
      lastId += 1
      waiting.set(lastId, { resolve: resolve as (value: never) => void, reject, method })
      input.write(`${JSON.stringify({ id: lastId, method, params, sessionId })}\0`)
    })
  await send('Browser.getVersion')
  return {
    send,
    on: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    quit: async () => {
      const closed = send('Browser.close').catch(() => child.kill('SIGKILL'))
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await closed
      await exited
      clearTimeout(timer)
    },
  }
}
