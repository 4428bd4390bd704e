import type { ReactNode } from 'react'
import type { ComposerRefusal } from '#components/discussions/composer-state.ts'

const number = new Intl.NumberFormat('en')

/** `1 link`, `4 links`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number.format(count)} ${count === 1 ? one : many}`
}

/** A length of time in the unit that a person would use; rounded up. */
export function waitWords(seconds: number): string {
  return seconds < 90 ? counted(seconds, 'second') : counted(Math.ceil(seconds / 60), 'minute')
}

/** What happened, what was kept, what to do. `secondsLeft` is what is left of a wait. */
export function refusalWords(refusal: ComposerRefusal, secondsLeft: number): ReactNode {
  switch (refusal.reason) {
    case 'empty':
      return 'There is nothing to read in it yet. Write a question or an answer first.'
    case 'too-long':
      return `It has ${counted(refusal.characters, 'character')}; at most ${number.format(refusal.charactersMax)} are taken. Shorten it, or post it in two parts.`
    case 'too-many-links':
      return `It has ${counted(refusal.links, 'link')}. From an account in its first ${counted(refusal.newAccountDays, 'day')} at most ${refusal.linksMax} are taken, because spam lives on links. Write addresses as \`code\` to name them without linking.`
    case 'throttled':
      return secondsLeft > 0
        ? `That was a lot in a short time. Your text is kept; post it in ${waitWords(secondsLeft)}.`
        : 'Your text was kept. You can post it now.'
    case 'sent-otherwise':
      return refusal.path === null ? (
        'This form has posted a comment before, which was deleted since. Post again to add this text as a new one.'
      ) : (
        <>
          This form has posted a comment with other words before:{' '}
          <a href={refusal.path} className="link">
            see it
          </a>
          . Post again to add this text as another comment.
        </>
      )
    case 'changed-meanwhile':
      return 'The comment was changed elsewhere since you opened it; what stands there now is shown below. Your text is kept here. Post again to replace what is there.'
    case 'gone':
      return 'What this belongs to is no longer there, or not open to you. Your text is kept in this form.'
    case 'database-away':
      return 'Comments cannot be taken at the moment. Your text is kept; try again in a few seconds.'
    case 'signed-out':
      return 'You are signed out, so this could not be posted. Your text is kept.'
    case 'bad-form':
      return 'The form arrived incomplete. Your text is kept; post it again, or copy it and reload the page.'
    case 'unreachable':
      return refusal.isOffline
        ? 'This browser is offline. Your text is kept; post it when the connection is back.'
        : 'The site could not be reached, so it is not known whether this was posted. Your text is kept; posting it again posts it once.'
  }
}
