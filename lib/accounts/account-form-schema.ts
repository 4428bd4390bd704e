import { z } from 'zod'
import { DISPLAY_NAME_LENGTH_MAX, DISPLAY_NAME_LENGTH_MIN, type DisplayNameFault, parseDisplayName } from './display-name-rules.ts'
import { EMAIL_LENGTH_MAX, parseEmail } from './email-rules.ts'
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN, passwordLength } from './passwords/password-rules.ts'

/*
 * The fields of the account's forms. Messages are for the person who filled them in and stand next to the field; each says
 * what is expected. A password is never changed on its way, and never comes back in a message.
 */

const NAME_MESSAGES: Record<DisplayNameFault, string> = {
  'too-short': `Enter a name of at least ${DISPLAY_NAME_LENGTH_MIN} characters.`,
  'too-long': `Enter a name of at most ${DISPLAY_NAME_LENGTH_MAX} characters.`,
  'unseen-characters': 'Enter a name with letters or digits, and without characters that cannot be seen.',
  'looks-like-an-address': 'Everybody sees this name, so it cannot be a mail address.',
}

const DisplayNameSchema = z.string('Enter a name.').transform((text, context) => {
  const parsed = parseDisplayName(text)
  if (parsed.ok) return parsed.value
  context.addIssue({ code: 'custom', message: NAME_MESSAGES[parsed.reason] })
  return z.NEVER
})

const EmailSchema = z
  .string('Enter your mail address.')
  .max(EMAIL_LENGTH_MAX * 2, 'Enter a mail address, such as ada@example.org.')
  .transform((text, context) => {
    const email = parseEmail(text)
    if (email !== null) return email
    context.addIssue({ code: 'custom', message: 'Enter a mail address, such as ada@example.org.' })
    return z.NEVER
  })

const NewPasswordSchema = z.string('Choose a password.').superRefine((password, context) => {
  const length = passwordLength(password)
  if (length < PASSWORD_LENGTH_MIN)
    context.addIssue({
      code: 'custom',
      message: `Choose at least ${PASSWORD_LENGTH_MIN} characters; ${length === 0 ? 'none are' : `${length} ${length === 1 ? 'is' : 'are'}`} here.`,
    })
  if (length > PASSWORD_LENGTH_MAX)
    context.addIssue({ code: 'custom', message: `Choose at most ${PASSWORD_LENGTH_MAX} characters; ${length} are here.` })
})

/** A password that exists already: only too long to be one is refused, so that nothing is told about it. */
const KnownPasswordSchema = z
  .string('Enter your password.')
  .min(1, 'Enter your password.')
  .refine(
    (password) => passwordLength(password) <= PASSWORD_LENGTH_MAX,
    `Enter your password; none here has more than ${PASSWORD_LENGTH_MAX} characters.`,
  )

export const SignUpFormSchema = z.object({ name: DisplayNameSchema, email: EmailSchema, password: NewPasswordSchema })
export const SignInFormSchema = z.object({ email: EmailSchema, password: KnownPasswordSchema })
export const KnownPasswordFormSchema = z.object({ password: KnownPasswordSchema })
export const AskResetFormSchema = z.object({ email: EmailSchema })
export const NewPasswordFormSchema = z.object({ password: NewPasswordSchema })
export const ChangeNameFormSchema = z.object({ name: DisplayNameSchema })
export const ChangePasswordFormSchema = z.object({ current: KnownPasswordSchema, password: NewPasswordSchema })
