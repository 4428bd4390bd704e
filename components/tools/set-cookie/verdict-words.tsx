import type { RetrieveDecision, StoreDecision } from '@crumbtrail/browser/jar/decision'
import { sourceWords } from '#lib/cookies/decision-words.ts'

type Words = { words: string; className: string }

export const STORED: Record<StoreDecision['outcome'], Words> = {
  stored: { words: 'Kept', className: 'text-good' },
  replaced: { words: 'Kept, replacing', className: 'text-good' },
  deleted: { words: 'Deletes', className: 'text-network' },
  refused: { words: 'Refused', className: 'text-bad' },
}

export const FOLLOWED: Record<RetrieveDecision['outcome'], Words> = {
  sent: { words: 'Sent', className: 'text-good' },
  withheld: { words: 'Withheld', className: 'text-bad' },
}

const DRAFT = 'https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis-22'

/** Where a rule is written: with a link where the text is the draft. */
export function Source({ section }: { section: string }) {
  const [, number] = /^RFC 6265bis §([\d.]+)/.exec(section) ?? []
  const words = sourceWords(section)
  if (number === undefined) return <span>{words}</span>
  return (
    <a href={`${DRAFT}#section-${number}`} rel="noreferrer" className="link">
      {words}
    </a>
  )
}
