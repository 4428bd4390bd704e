/** What is written down of each kind of mail: who and what, never a link or a token (those are made when the mail is written). */
export type MailDetails = {
  'sign-up': { pendingId: string }
  'password-reset': Record<string, never>
  'password-changed': { name: string }
  'identity-linked': { name: string; provider: string }
  'account-deleted': { name: string }
}

export type MailKind = keyof MailDetails

export type MailRequest = { [Kind in MailKind]: { kind: Kind; recipient: string; details: MailDetails[Kind] } }[MailKind]

/** The words of a mail. */
export type MailText = { subject: string; text: string }
