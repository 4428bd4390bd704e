import { expireCookies } from '../jar/expire-cookies.ts'
import { withoutCookies } from '../jar/jar.ts'
import type { BrowserStep, OtherStep } from './browser-step.ts'
import type { BrowserState } from './state.ts'
import { readDocumentCookie, writeDocumentCookie } from './steps/document-cookie-step.ts'
import { startEmbed } from './steps/start-embed.ts'
import { startFetch } from './steps/start-fetch.ts'
import { startReload, startSubmit, startVisit } from './steps/start-navigation.ts'
import { beginTurn, type EngineContext, type EngineResult, endTurn, refuse } from './turn.ts'

/**
 * Plays one step: the requests to make now (none, or one) and what has happened already. Pure: same arguments, same result. A step that
 * cannot be played is a `refused` event, and the state that comes back is the one that went in.
 */
export function step(state: BrowserState, step: BrowserStep | OtherStep, context: EngineContext): EngineResult {
  if (state.load !== null) return refuse(state, step.id, 'busy', state.load.requestId)
  switch (step.type) {
    case 'visit':
      return startVisit(state, step, context)
    case 'submit':
      return startSubmit(state, step, context)
    case 'reload':
      return startReload(state, step, context)
    case 'fetch':
      return startFetch(state, step, context)
    case 'embed':
      return startEmbed(state, step, context)
    case 'read-cookies':
      return readDocumentCookie(state, step, context)
    case 'write-cookie':
      return writeDocumentCookie(state, step, context)
    case 'wait':
      return expire(state, step.id, context)
    case 'restart-browser':
      return restart(state, step.id, context)
    case 'steal-cookie':
      return refuse(state, step.id, 'needs-two-browsers')
    default:
      return refuse(state, step.id, 'not-a-browser-step', step.type)
  }
}

/** Takes out what has run out by the clock: cookies, and permissions of preflights. */
function expire(state: BrowserState, stepId: string, context: EngineContext): EngineResult {
  const turn = beginTurn(state, context)
  const { jar, expired } = expireCookies(state.jar, context.now)
  turn.state = { ...state, jar, preflights: state.preflights.filter(({ expiresAt }) => expiresAt > context.now) }
  turn.events.push({ type: 'cookies-expired', stepId, cookies: expired })
  return endTurn(turn)
}

/** Ends the browser and opens it again: no page, no session cookies, nothing remembered of preflights. Source: RFC 6265bis §5.7. */
function restart(state: BrowserState, stepId: string, context: EngineContext): EngineResult {
  const turn = beginTurn(state, context)
  const { jar, dropped } = withoutCookies(state.jar, ({ expiresAt }) => expiresAt === null)
  turn.state = { ...state, jar, page: null, preflights: [] }
  turn.events.push({ type: 'session-ended', stepId, cookies: dropped })
  return endTurn(turn)
}
