import { parseHttpUrl } from '../sites/origin.ts'
import type { EmbedStep } from './browser-step.ts'
import { finishWithFailure } from './finish-load.ts'
import { findDocument } from './page-rules.ts'
import { startLoad } from './run-load.ts'
import { clientOf, newLoad } from './start-load.ts'
import type { BrowserState } from './state.ts'
import { beginTurn, decide, type EngineContext, type EngineResult, endTurn, refuse } from './turn.ts'

/** An image, a script or a frame that the document puts into itself, by no click of a person. A frame gets the step's id as its name. */
export function startEmbed(state: BrowserState, step: EmbedStep, context: EngineContext): EngineResult {
  const found = findDocument(state, step.in)
  if (!found.ok) return refuse(state, step.id, found.code, found.about)
  const url = parseHttpUrl(step.url, found.document.url)
  if (url === null) return refuse(state, step.id, 'bad-url', step.url)
  const turn = beginTurn(state, context)
  const load = newLoad({
    ...clientOf(found, step.in, context),
    stepId: step.id,
    kind: step.as,
    mode: step.as === 'iframe' ? 'navigate' : 'no-cors',
    credentials: 'include',
    method: 'GET',
    url: url.href,
  })
  if (url.username === '' && url.password === '') startLoad(turn, load)
  else {
    decide(
      turn,
      { stepId: step.id, requestId: null },
      'url-credentials-blocked',
      url.origin,
      'An address without user name and password would be loaded.',
    )
    finishWithFailure(turn, load, 'url-credentials-blocked')
  }
  return endTurn(turn)
}
