import 'server-only'
import type { MailRequest, MailText } from '#lib/mail/mail-kinds.ts'
import { siteUrl } from '#lib/site-url.ts'
import { putPasswordReset } from './password-reset-store.ts'
import { createToken, hashToken } from './sessions/secret-token.ts'
import { deleteSignUp, setSignUpToken } from './sign-up-store.ts'
import { findUserByEmail } from './user-store.ts'

/** A link is for now: long enough for a slow mail server and a slow reader, short enough for a mailbox that somebody else reads later. */
const LINK_MINUTES = 15

/**
 * The words of an account's mail, written as it is sent; null when there is nothing to say any more. Here, out of sight of whoever asked,
 * it is looked up whether the address has an account. Effects: a link's token is made here, and only its hash is stored (OWASP ASVS 5.0, 6.5.1 to 6.5.3);
 * written again, the mail has another link and the earlier one is void. Links lead to SITE_URL, whatever Host a request named.
 */
export async function writeAccountMail(mail: MailRequest, now: Date): Promise<MailText | null> {
  switch (mail.kind) {
    case 'sign-up':
      return await writeSignUpMail(mail.recipient, mail.details.pendingId, now)
    case 'password-reset':
      return await writeResetMail(mail.recipient, now)
    case 'password-changed':
      return passwordChangedMail(mail.details.name)
    case 'identity-linked':
      return identityLinkedMail(mail.details)
    case 'account-deleted':
      return accountDeletedMail(mail.details.name)
  }
}

async function writeSignUpMail(email: string, pendingId: string, now: Date): Promise<MailText | null> {
  const user = await findUserByEmail(email)
  if (user) {
    await deleteSignUp(pendingId)
    return knownAddressMail(user.name)
  }
  const { token, tokenHash, expiresAt } = newLink(now)
  const signUp = await setSignUpToken(pendingId, tokenHash, expiresAt)
  return signUp && confirmSignUpMail(signUp.name, linkTo('/sign-up/link', token))
}

async function writeResetMail(email: string, now: Date): Promise<MailText> {
  const user = await findUserByEmail(email)
  if (!user) return unknownAddressMail()
  const { token, tokenHash, expiresAt } = newLink(now)
  await putPasswordReset(user.id, tokenHash, now, expiresAt)
  return resetMail(user.name, linkTo('/reset-password/link', token))
}

function newLink(now: Date): { token: string; tokenHash: string; expiresAt: Date } {
  const token = createToken()
  const tokenHash = hashToken(token)
  if (tokenHash === null) throw new Error('a new token has not the shape of one')
  return { token, tokenHash, expiresAt: new Date(now.getTime() + LINK_MINUTES * 60_000) }
}

function linkTo(path: string, token: string): string {
  return siteUrl(`${path}?token=${token}`)
}

function confirmSignUpMail(name: string, link: string): MailText {
  return {
    subject: 'Finish signing up at Crumbtrail',
    text: lines(
      `Hello ${name},`,
      `somebody, we hope you, signed up at Crumbtrail with this address. To finish, open this link within ${LINK_MINUTES} minutes and enter the password that you chose:`,
      link,
      'If it was not you, do nothing: there is no account, and without the password this link makes none.',
    ),
  }
}

function knownAddressMail(name: string): MailText {
  return {
    subject: 'You have an account at Crumbtrail already',
    text: lines(
      `Hello ${name},`,
      'somebody, perhaps you, tried to sign up at Crumbtrail with this address. It has an account already, and nothing about it was changed.',
      `Sign in: ${siteUrl('/sign-in')}`,
      `Choose a new password: ${siteUrl('/reset-password')}`,
    ),
  }
}

function resetMail(name: string, link: string): MailText {
  return {
    subject: 'Choose a new password at Crumbtrail',
    text: lines(
      `Hello ${name},`,
      `somebody, we hope you, asked for a new password at Crumbtrail. To choose it, open this link within ${LINK_MINUTES} minutes:`,
      link,
      'It works once, and replaces any earlier one. If it was not you, do nothing: your password stays as it is.',
    ),
  }
}

function unknownAddressMail(): MailText {
  return {
    subject: 'No account at Crumbtrail with this address',
    text: lines(
      'Hello,',
      'somebody, perhaps you, asked for a new password at Crumbtrail with this address. There is no account with it; perhaps you used another one.',
      `Sign up: ${siteUrl('/sign-up')}`,
      'If it was not you, do nothing.',
    ),
  }
}

function passwordChangedMail(name: string): MailText {
  return {
    subject: 'Your password at Crumbtrail was changed',
    text: lines(
      `Hello ${name},`,
      'the password of your account at Crumbtrail was changed just now, and every other browser was signed out.',
      `If it was not you, choose another one at once: ${siteUrl('/reset-password')}`,
    ),
  }
}

function identityLinkedMail({ name, provider }: { name: string; provider: string }): MailText {
  return {
    subject: `${provider} now opens your account at Crumbtrail`,
    text: lines(
      `Hello ${name},`,
      `from now on your account at Crumbtrail can be entered with ${provider} too.`,
      `If it was not you, take it away and change your password: ${siteUrl('/settings')}`,
    ),
  }
}

function accountDeletedMail(name: string): MailText {
  return {
    subject: 'Your account at Crumbtrail was deleted',
    text: lines(`Hello ${name},`, 'your account at Crumbtrail was deleted, with everything that belonged to it. We keep nothing of it.'),
  }
}

function lines(...paragraphs: string[]): string {
  return `${paragraphs.join('\n\n')}\n`
}
