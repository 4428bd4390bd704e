import type { RefusalCode } from '../../reasons/engine-sections.ts'
import type { Origin } from '../../sites/origin.ts'
import type { BrowserState, Load, Page, PageDocument } from '../state.ts'

export type FoundDocument = { ok: true; page: Page; document: PageDocument } | { ok: false; code: RefusalCode; about: string | null }

/** The document from which a step acts: that of the named frame, or of the page. */
export function findDocument({ page }: BrowserState, frame: string | undefined): FoundDocument {
  if (page === null) return { ok: false, code: 'no-page', about: null }
  if (!page.document.isUsable) return { ok: false, code: 'page-is-error', about: page.document.url }
  if (frame === undefined) return { ok: true, page, document: page.document }
  const found = page.frames.find(({ name }) => name === frame)
  if (found === undefined) return { ok: false, code: 'no-such-frame', about: frame }
  return found.document.isUsable ? { ok: true, page, document: found.document } : { ok: false, code: 'frame-is-empty', about: frame }
}

/** The origins from the frame up to the page, nearest first; of the page alone when there is no frame. */
export function ancestorOrigins(page: Page | null, frame: string | null): Origin[] {
  return documentsAround(page, frame).map(({ origin }) => origin)
}

/** Whether two documents around the new frame have its address already, fragments aside. Source: HTML, "iframe", where one is enough; Chromium. */
export function isWithinItself(page: Page | null, { frame, url }: Load): boolean {
  const withoutFragment = (text: string) => text.split('#', 1)[0]
  return documentsAround(page, frame).filter((document) => withoutFragment(document.url) === withoutFragment(url)).length >= 2
}

function documentsAround(page: Page | null, frame: string | null): PageDocument[] {
  if (page === null) return []
  const own = page.frames.find(({ name }) => name === frame)
  return own === undefined ? [page.document] : [own.document, ...documentsAround(page, own.parent)]
}
