import { parseHttpUrl } from '../../sites/origin.ts'
import type { EmbedStep } from '../browser-step.ts'
import { findDocument } from '../documents/page-rules.ts'
import { startLoad } from '../loading/run-load.ts'
import type { BrowserState } from '../state.ts'
import { beginTurn, type EngineContext, type EngineResult, endTurn, refuse } from '../turn.ts'
import { clientOf, newLoad } from './start-load.ts'

/** An image, a script or a frame that the document puts into itself, by no click of a person. A frame gets the step's id as its name. */
export function startEmbed(state: BrowserState, step: EmbedStep, context: EngineContext): EngineResult {
  const found = findDocument(state, step.in)
  if (!found.ok) return refuse(state, step.id, found.code, found.about)
  const url = parseHttpUrl(step.url, found.document.url)
  if (url === null) return refuse(state, step.id, 'bad-url', step.url)
  const turn = beginTurn(state, context)
  const load = newLoad({
    ...clientOf(found, step.in, state, context),
    stepId: step.id,
    kind: step.as,
    mode: step.as === 'iframe' ? 'navigate' : 'no-cors',
    credentials: 'include',
    method: 'GET',
    url: url.href,
  })
  startLoad(turn, load)
  return endTurn(turn)
}
