import { deliverMail } from './deliver-mail.ts'
import { listMails } from './mailbox-store.ts'

/* For tests: the queue worked on by hand, and the mails as files. */

/** Sends every mail that is due. */
export async function sendMails(now: Date): Promise<void> {
  while (await deliverMail(now));
}

/** The newest mail to this address. */
export async function newestMailTo(email: string): Promise<{ subject: string; text: string }> {
  const mail = (await listMails()).find(({ to }) => to === email)
  if (!mail) throw new Error(`no mail to ${email}`)
  return mail
}
