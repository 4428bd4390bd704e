import type { ThrottleLimit } from '#lib/http/throttle-limits.ts'

/** Limits of what people write, each with its reason. Characters are UTF-16 units with `\n` line ends, as a textarea counts them. */

/** A long, careful answer with code takes half of this, and the slowest text of this length that we know is drawn in under a second. */
export const COMMENT_CHARACTERS_MAX = 5000
/** A moderator reads many of them. */
export const REPORT_NOTE_CHARACTERS_MAX = 500

/** Spam lives on links, and a newcomer's question needs few. */
export const NEW_ACCOUNT_LINKS_MAX = 3
/** How long an account counts as new: as long as a weekend, after which a throw-away account has been reported. */
export const NEW_ACCOUNT_DAYS = 3

/** Edits and deletions, which come in bursts when somebody tidies up. How often one may post stands with the other limits of accounts. */
export const CHANGES_PER_USER: ThrottleLimit = { name: 'comment-changes', max: 20, windowSeconds: 60 }
/** A preview costs what showing a comment for the first time costs. */
export const PREVIEWS_PER_USER: ThrottleLimit = { name: 'comment-previews', max: 30, windowSeconds: 60 }
export const REPORTS_PER_USER: ThrottleLimit = { name: 'comment-reports', max: 10, windowSeconds: 60 }

/** A lesson page asks once when its discussion comes near. */
export const READS_PER_ADDRESS: ThrottleLimit = { name: 'discussion-reads', max: 120, windowSeconds: 60 }

export const THREADS_PER_PAGE = 15
/** Latest replies shown below the opening of a thread in a list; the rest stands on the thread's own page. */
export const REPLIES_IN_LIST = 2
export const COMMENTS_PER_PAGE = 25
/** Replies before the one that a permalink names, so that it stands in its conversation. */
export const REPLIES_BEFORE_PERMALINK = 10
export const REPORTS_PER_PAGE = 20
