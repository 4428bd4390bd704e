import { isLasting } from '#components/progress/progress-words.ts'
import type { SendFailure } from '#components/quizzes/send-answer.ts'
import { letterOf, type ShownQuestion } from '#components/quizzes/shown-question.ts'
import type { Phase, QuestionWork } from '#components/quizzes/use-question.ts'
import type { Attempt } from '#lib/progress/progress-schema.ts'
import type { Feedback } from '#lib/quizzes/answer-contract.ts'
import type { Answer } from '#lib/quizzes/answer-schema.ts'
import { plainText } from '#lib/quizzes/rich-text.ts'

export const VERDICT_WORDS: Record<Feedback['verdict'], string> = { right: 'Right.', partly: 'Partly right.', wrong: 'Not right yet.' }

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/** What the line under a question says about its last step. */
export function phaseWords(question: ShownQuestion, work: QuestionWork): string {
  const { phase, answer } = work
  switch (phase.name) {
    case 'open':
      return ''
    case 'incomplete':
      return incompleteWords(question, answer)
    case 'sending':
      return 'Checking…'
    case 'failed':
      return failureWords(phase.failure, work)
    case 'graded':
      return gradedWords(phase, work)
  }
}

/** The feedback as one passage, for those who hear it: what was said at the parts, then the explanation. */
export function spokenFeedback(feedback: Feedback): string {
  const whys = feedback.parts.flatMap((part) => part.whys.map(plainText))
  return [...whys, plainText(feedback.explanation)].join(' ')
}

/** What is known of a question from an earlier visit. */
export function restoredWords(work: QuestionWork): string {
  if (work.isUnsent) return 'Not checked yet: the site could not be reached.'
  return work.restored ? `${VERDICT_WORDS[work.restored.verdict]} ${dayOf(work.restored)}` : ''
}

function dayOf(attempt: Attempt): string {
  return `Answered on ${dayFormat.format(new Date(attempt.at))}.`
}

function gradedWords(phase: Extract<Phase, { name: 'graded' }>, { attemptCount, keeping }: QuestionWork): string {
  const words = [VERDICT_WORDS[phase.feedback.verdict]]
  if (attemptCount > 1) words.push(`Attempt ${attemptCount}.`)
  if (phase.isStale) words.push('The lesson has changed since you opened it; this is the verdict of its current version.')
  if (keeping === 'closed') words.push('Not kept: this browser keeps nothing for this site.')
  if (keeping === 'full') words.push('Not kept: this browser has no room left for this site.')
  if (keeping === 'newer') words.push('Not kept: another tab runs a newer version of this site. Reload this one.')
  return words.join(' ')
}

function incompleteWords(question: ShownQuestion, answer: Answer | null): string {
  switch (question.type) {
    case 'fill-in':
      return 'Write an answer first.'
    case 'order':
      return 'Move at least one item first: the order in which they came is not it.'
    case 'match': {
      if (answer?.type !== 'match' || answer.pairs.length < question.lefts.length) return 'Choose something for every line first.'
      const twice = question.rights.findIndex((right) => answer.pairs.filter((pair) => pair.right === right.key).length > 1)
      return `${letterOf(twice)} is chosen twice; each fits at most one line.`
    }
    default:
      return 'Choose an answer first.'
  }
}

function failureWords(failure: SendFailure, { keeping }: QuestionWork): string {
  const kept = isLasting(keeping) ? 'Your answer is kept in this browser' : 'Your answer stays here as long as this page is open'
  switch (failure.reason) {
    case 'offline':
      return `The site cannot be reached. ${kept}; send it again when you are back online.`
    case 'away':
      return `The site cannot check answers just now. ${kept}; send it again in a moment.`
    case 'too-many':
      return `Too many answers came from your network. ${kept}; send it again in ${waitWords(failure.retryAfterSeconds)}.`
    case 'gone':
      return 'This question is no longer part of the course. Reload the page for the current ones.'
    case 'refused':
      return `The site did not take this answer: ${failure.message}. Reload the page and try again.`
  }
}

function waitWords(seconds: number): string {
  if (seconds < 90) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`
  return `${Math.ceil(seconds / 60)} minutes`
}
