import type { Keeping } from '#components/progress/local-progress.ts'
import type { ConfidenceLevel, Write } from '#lib/progress/progress-schema.ts'

export const CONFIDENCE_WORDS: Record<ConfidenceLevel, string> = {
  'not-yet': 'Not yet',
  'with-gaps': 'With gaps',
  yes: 'Yes',
  'could-teach': 'I could teach it',
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/** The day of a write as its learner knew it: `21 Nov 2026`. */
export const dayOfWrite = (at: string): string => dayFormat.format(new Date(at))

/** How long what was just said lasts. */
export const KEEPING_WORDS: Record<Keeping, string> = {
  kept: 'Saved in this browser',
  closed: 'Not saved: this browser keeps nothing for this site. Noted until you leave the page',
  full: 'Not saved: this browser has no room left for this site. Noted until you leave the page',
  newer: 'Not saved: another tab runs a newer version of this site. Reload this one',
  saved: 'Saved to your account',
  sending: 'Kept in this browser, sending…',
  offline: 'Offline: kept in this browser, and sent when there is a connection',
  away: 'Kept in this browser: your account cannot be reached now, and is tried again',
  'signed-out': 'Signed out: kept in this browser. Sign in to send it',
}

/** The same as a sentence, with the day where it is settled. */
export function keepingSentence(keeping: Keeping, at: string): string {
  if (keeping === 'sending') return KEEPING_WORDS.sending
  return keeping === 'kept' || keeping === 'saved' ? `${KEEPING_WORDS[keeping]}, ${dayOfWrite(at)}.` : `${KEEPING_WORDS[keeping]}.`
}

/** Whether it outlives the page. */
export const isLasting = (keeping: Keeping): boolean => keeping !== 'closed' && keeping !== 'full' && keeping !== 'newer'

export const countWords = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** How a run ended, in a list of runs. */
export const OUTCOME_NAMES: Readonly<Record<string, string>> = {
  finished: 'Finished',
  exited: 'Ended too early',
  signal: 'Ended by a signal',
  'wall-timeout': 'Out of time',
  'cpu-timeout': 'Too much computing',
  'out-of-memory': 'Out of memory',
  'output-cut': 'Too much output',
  'no-server': 'No server',
  cancelled: 'Stopped',
  refused: 'Not accepted',
  internal: 'Our fault',
}

type Standing = { right: number; questions: number; needsPass: boolean; passed: Write | undefined }

/** What a step still asks for, as far as it is there. */
export function missingWords({ right, questions, needsPass, passed }: Standing): string {
  if (!needsPass) return `${right} of ${questions} questions answered right. All of them make this step done.`
  const lab = passed ? `Lab: its checks passed on ${dayOfWrite(passed.at)}.` : 'Lab: its checks have not passed yet.'
  return questions === 0
    ? `${lab} When they have, this step is done.`
    : `Questions: ${right} of ${questions} right. ${lab} Both are needed for this step to be done.`
}

/** Why a step is done. One that was done before its lab had checks stays so. */
export function completedWords(completed: Write, { questions, needsPass, passed }: Standing): string {
  if (!needsPass || !passed) {
    const answered = `Every question was answered right by ${dayOfWrite(completed.at)}.`
    return needsPass ? `${answered} The lab’s checks have not passed yet; the step stays done.` : answered
  }
  const by = dayOfWrite(Date.parse(passed.at) > Date.parse(completed.at) ? passed.at : completed.at)
  return questions === 0
    ? `The lab’s checks passed on ${dayOfWrite(passed.at)}.`
    : `Every question was answered right and the lab’s checks passed by ${by}.`
}
