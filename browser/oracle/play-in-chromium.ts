import { openTab, type Tab } from './chromium-tab.ts'
import { launchOnNewProfile } from './launch-chromium.ts'
import { COMPARED_HEADERS, type Observation, type ObservedCookie, type ObservedRequest, type StepOutcome, sortCookies } from './observation.ts'
import type { OriginServer, WireRequest } from './origin-server.ts'
import { addElement, addFrame, clickLink, fetchAndTell, readCookie, submitForm, writeCookie } from './page-scripts.ts'
import { answerOf, type Scenario, type Step } from './scenario.ts'
import type { Seats } from './seats.ts'

export type Stage = { server: OriginServer; executable: string; seats: Seats }

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
  const place = endsBrowser ? await openProfile(stage, scenario) : await openSeat(stage, isNewSeat)
  try {
    const observation: Observation = { steps: [] }
    for (const step of scenario.steps) {
      const startedAt = Date.now()
      requests.length = 0
      const outcome = step.type === 'restart-browser' ? await place.restart() : await play(place.tab(), step)
      observation.steps.push({
        stepId: step.id,
        startedAt,
        readAt: Date.now(),
        requests: [...requests],
        outcome,
        cookies: await readCookies(place.tab()),
      })
    }
    return observation
  } finally {
    await place.close()
  }
}

type Place = { tab: () => Tab; restart: () => Promise<StepOutcome>; close: () => Promise<unknown> }

async function openSeat({ seats }: Stage, isNew: boolean): Promise<Place> {
  const tab = await seats.take(isNew)
  return { tab: () => tab, restart: () => Promise.reject(new Error('a seat among others cannot be started again')), close: () => Promise.resolve() }
}

/** For scenarios that end the browser: a process and a profile on disk of their own, so that it is Chromium itself that forgets. */
async function openProfile({ server, executable }: Stage, { thirdPartyCookies }: Scenario): Promise<Place> {
  const profile = await launchOnNewProfile(executable, thirdPartyCookies, server.resolverRules)
  let tab = await openTab(profile.context())
  return {
    tab: () => tab,
    restart: async () => {
      await profile.restart()
      tab = await openTab(profile.context())
      return DONE
    },
    close: profile.close,
  }
}

const DONE: StepOutcome = { type: 'done' }
const REFUSED: StepOutcome = { type: 'refused' }

async function play(tab: Tab, step: Step): Promise<StepOutcome> {
  const { page } = tab
  if (step.type === 'wait') {
    await new Promise((resolve) => setTimeout(resolve, step.seconds * 1000))
    return DONE
  }
  if (step.type === 'visit' && !step.from) {
    await tab.whileLoading(() => evenIfItFails(page.goto(step.url, { waitUntil: 'commit' })))
    return DONE
  }
  if (step.type === 'reload') {
    // The browser's own error page can be loaded again too.
    if (page.url() === 'about:blank') return REFUSED
    await tab.whileLoading(() => evenIfItFails(page.reload({ waitUntil: 'commit' })))
    return DONE
  }
  const frame = (await tab.findFrame(undefined)) && (await tab.findFrame(step.in))
  if (!frame) return REFUSED
  switch (step.type) {
    case 'visit':
    case 'submit': {
      const act = () => (step.type === 'visit' ? frame.call(clickLink, step.url, 'asUser') : frame.call(submitForm, step, 'asUser'))
      if (!(await tab.whileLoading(act))) throw new Error(`${step.id} began no load`)
      return DONE
    }
    case 'fetch':
      return frame.call(fetchAndTell, step)
    case 'embed':
      if (step.as === 'iframe') await tab.whileFrameAppears(() => frame.call(addFrame, { name: step.id, url: step.url }))
      else await frame.call(addElement, { tag: step.as === 'image' ? 'img' : step.as, url: step.url })
      return DONE
    case 'read-cookies':
      return { type: 'cookie-string', text: await frame.call(readCookie, null) }
    case 'write-cookie':
      await frame.call(writeCookie, step.cookie)
      return DONE
    default:
      throw new Error(`${step.type} cannot be played in a tab`)
  }
}

/** That a server gives no page, or a download, is an outcome like others; requests and cookies tell it. */
const evenIfItFails = (navigation: Promise<unknown>): Promise<unknown> =>
  navigation.catch((error: Error) => {
    if (!/net::ERR_|Download is starting/.test(error.message)) throw error
  })

function observeRequest({ secure, method, target, headers, body, at }: WireRequest): ObservedRequest {
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? ''
  const compared = headers
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => (COMPARED_HEADERS as readonly string[]).includes(name))
  return { method, url: `${secure ? 'https' : 'http'}://${host}${target}`, headers: Object.fromEntries(compared), body, at }
}

/** The whole jar, with what Playwright's own list of cookies leaves out: partition keys whole, and an attribute that is not there. */
async function readCookies({ browserDevtools, browserContextId }: Tab): Promise<ObservedCookie[]> {
  const { cookies } = await browserDevtools.send('Storage.getCookies', { browserContextId })
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
