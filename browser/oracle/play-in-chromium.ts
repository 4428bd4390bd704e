import type { Browsers } from './browsers.ts'
import { type Chromium, makeProfileFolder, removeProfileFolder, startChromium } from './chromium-process.ts'
import { openTab, type Tab } from './chromium-tab.ts'
import { COMPARED_HEADERS, type Observation, type ObservedCookie, type ObservedRequest, type StepOutcome, sortCookies } from './observation.ts'
import type { OriginServer, WireRequest } from './origin-server.ts'
import { embedExpression, fetchExpression, linkExpression, submitExpression } from './page-scripts.ts'
import { answerOf, type Scenario, type Step } from './scenario.ts'

export type Stage = { server: OriginServer; executable: string; browsers: Browsers }

/** Asked by the browser for itself, not by the page: the simulated browser shows no icon. */
const isOfTheBrowserItself = ({ target }: WireRequest) => target === '/favicon.ico'

/** Plays a scenario in real Chromium, on an empty seat or on a new one. One at a time: the server answers for it alone. */
export async function playInChromium(stage: Stage, scenario: Scenario, isNewSeat: boolean): Promise<Observation> {
  const requests: ObservedRequest[] = []
  stage.server.answerWith((wire) => {
    if (isOfTheBrowserItself(wire)) return { status: 404, headers: [], body: '' }
    requests.push(observeRequest(wire))
    return answerOf(scenario, wire.method, wire.target)
  })
  const endsBrowser = scenario.steps.some(({ type }) => type === 'restart-browser')
  const place = endsBrowser ? await openProfile(stage, scenario) : await openSeat(stage, scenario, isNewSeat)
  try {
    const observation: Observation = { steps: [] }
    for (const step of scenario.steps) {
      const startedAt = Date.now()
      requests.length = 0
      const outcome = step.type === 'restart-browser' ? await place.restart() : await play(place.tab(), step)
      observation.steps.push({ stepId: step.id, startedAt, readAt: Date.now(), requests: [...requests], outcome, cookies: await place.readCookies() })
    }
    return observation
  } finally {
    await place.close()
  }
}

type Place = { tab: () => Tab; readCookies: () => Promise<ObservedCookie[]>; restart: () => Promise<StepOutcome>; close: () => Promise<unknown> }

async function openSeat({ browsers }: Stage, { thirdPartyCookies }: Scenario, isNew: boolean): Promise<Place> {
  const { chromium, browserContextId, tab } = await browsers.takeSeat(thirdPartyCookies, isNew)
  return {
    tab: () => tab,
    readCookies: () => readCookies(chromium, browserContextId),
    restart: () => Promise.reject(new Error('a seat among others cannot be started again')),
    close: () => Promise.resolve(),
  }
}

/** For scenarios that end the browser: a process and a profile on disk of their own, so that it is Chromium itself that forgets. */
async function openProfile({ server, executable }: Stage, { thirdPartyCookies }: Scenario): Promise<Place> {
  const folder = await makeProfileFolder(thirdPartyCookies)
  const start = async () => {
    const chromium = await startChromium(executable, folder, server.resolverRules)
    return { chromium, tab: await openTab(chromium, undefined) }
  }
  let running = await start()
  return {
    tab: () => running.tab,
    readCookies: () => readCookies(running.chromium, undefined),
    restart: async () => {
      await running.chromium.quit()
      running = await start()
      return { type: 'done' }
    },
    close: async () => {
      await running.chromium.quit()
      await removeProfileFolder(folder)
    },
  }
}

async function play(tab: Tab, step: Step): Promise<StepOutcome> {
  const done: StepOutcome = { type: 'done' }
  const refused: StepOutcome = { type: 'refused' }
  if (step.type === 'wait') {
    await new Promise((resolve) => setTimeout(resolve, step.seconds * 1000))
    return done
  }
  if (step.type === 'visit' && !step.from) {
    await tab.whileLoading(undefined, () => tab.send('Page.navigate', { url: step.url, transitionType: 'typed' }))
    return done
  }
  if (step.type === 'reload') {
    if (!(await tab.canReload())) return refused
    await tab.whileLoading(undefined, () => tab.send('Page.reload'))
    return done
  }
  if (!(await tab.hasPage())) return refused
  switch (step.type) {
    case 'visit':
    case 'submit': {
      const expression = step.type === 'visit' ? linkExpression(step.url) : submitExpression(step)
      if ((await tab.evaluate(step.in, 'true')) !== true) return refused
      const { started } = await tab.whileLoading(undefined, () => tab.evaluate(step.in, expression, { userGesture: true }))
      if (!started) throw new Error(`${step.id} began no load`)
      return done
    }
    case 'fetch':
      return (await tab.evaluate<StepOutcome>(step.in, fetchExpression(step))) ?? refused
    case 'embed': {
      const act = () => tab.evaluate<boolean>(step.in, embedExpression(step))
      if (step.as !== 'iframe') return (await act()) ? done : refused
      if ((await tab.evaluate(step.in, 'true')) !== true) return refused
      await tab.whileFrameAppears(act)
      return done
    }
    case 'read-cookies': {
      const text = await tab.evaluate<string>(step.in, 'document.cookie')
      return text === undefined ? refused : { type: 'cookie-string', text }
    }
    case 'write-cookie': {
      const written = await tab.evaluate<boolean>(step.in, `(document.cookie = ${JSON.stringify(step.cookie)}, true)`)
      return written ? done : refused
    }
    default:
      throw new Error(`${step.type} cannot be played in a tab`)
  }
}

function observeRequest({ secure, method, target, headers, body, at }: WireRequest): ObservedRequest {
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? ''
  const compared = headers
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => (COMPARED_HEADERS as readonly string[]).includes(name))
  return { method, url: `${secure ? 'https' : 'http'}://${host}${target}`, headers: Object.fromEntries(compared), body, at }
}

type CdpCookie = {
  name: string
  value: string
  domain: string
  path: string
  expires: number
  httpOnly: boolean
  secure: boolean
  session: boolean
  sameSite?: 'Strict' | 'Lax' | 'None'
  partitionKey?: { topLevelSite: string; hasCrossSiteAncestor: boolean }
  partitionKeyOpaque?: boolean
}

async function readCookies(chromium: Chromium, browserContextId: string | undefined): Promise<ObservedCookie[]> {
  const { cookies } = await chromium.send<{ cookies: CdpCookie[] }>('Storage.getCookies', { browserContextId })
  return sortCookies(
    cookies.map((cookie) => ({
      name: cookie.name,
      value: cookie.value,
      domain: cookie.domain.replace(/^\./, ''),
      hostOnly: !cookie.domain.startsWith('.'),
      path: cookie.path,
      secure: cookie.secure,
      httpOnly: cookie.httpOnly,
      sameSite: cookie.sameSite ? (cookie.sameSite.toLowerCase() as 'strict' | 'lax' | 'none') : 'default',
      partition: cookie.partitionKeyOpaque
        ? 'opaque'
        : cookie.partitionKey
          ? `${cookie.partitionKey.topLevelSite}${cookie.partitionKey.hasCrossSiteAncestor ? ' ancestor' : ''}`
          : null,
      expiresAt: cookie.session ? null : Math.round(cookie.expires * 1000),
    })),
  )
}
