/** Limits of what people write, each with its reason. Characters are UTF-16 units with `\n` line ends, as a textarea counts them. */

/** A long, careful answer with code takes half of this, and the slowest text of this length that we know is drawn in under a second. */
export const COMMENT_CHARACTERS_MAX = 5000
/** A moderator reads many of them. */
export const REPORT_NOTE_CHARACTERS_MAX = 500

/** Spam lives on links, and a newcomer's question needs few. */
export const NEW_ACCOUNT_LINKS_MAX = 3
/** How long an account counts as new: as long as a weekend, after which a throw-away account has been reported. */
export const NEW_ACCOUNT_DAYS = 3

/** A conversation is slower than this; a script is not. */
export const COMMENTS_PER_MINUTE = 10
/** Edits and deletions, which come in bursts when somebody tidies up. */
export const CHANGES_PER_MINUTE = 20
export const PREVIEWS_PER_MINUTE = 30
export const REPORTS_PER_MINUTE = 10

export const THREADS_PER_PAGE = 15
/** Latest replies shown below the opening of a thread in a list; the rest stands on the thread's own page. */
export const REPLIES_IN_LIST = 2
export const COMMENTS_PER_PAGE = 25
export const REPORTS_PER_PAGE = 20
