/** What an answer says instead of 200: a page made for a form that was refused cannot say it itself. */
export type AnswerStatus = { status: number; retryAfterSeconds?: number }

const kept = globalThis as typeof globalThis & { crumbtrailAnswerStatuses?: Map<string, AnswerStatus> }

function statuses(): Map<string, AnswerStatus> {
  kept.crumbtrailAnswerStatuses ??= new Map()
  return kept.crumbtrailAnswerStatuses
}

/**
 * Gives the answer to this request another status (and Retry-After) than the framework would; the site's entry puts it on as the headers go.
 * Shared by all code of this process, however it was bundled.
 */
export function setAnswerStatus(requestId: string, status: AnswerStatus): void {
  statuses().set(requestId, status)
}

/** What was set for this request, once; null when nothing was. */
export function takeAnswerStatus(requestId: string): AnswerStatus | null {
  const status = statuses().get(requestId) ?? null
  statuses().delete(requestId)
  return status
}
