import 'server-only'
import { createTransport } from 'nodemailer'
import { env } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { failure, type Result, success } from '#lib/result.ts'
import { keepMail } from './mailbox-store.ts'

export type Mail = { to: string; subject: string; text: string }

const LOCAL_SENDER = 'Crumbtrail <crumbtrail@localhost>'
const TIMEOUT_MS = 10_000

/**
 * Sends one plain-text mail through SMTP_URL or, where none is set (local), keeps it as a file for the mailbox page.
 * `mail-away`: the server could not be reached or refused; logged without recipient or text. Line breaks in `to` or `subject`
 * cannot add headers (nodemailer folds them). Effects: a connection, or a file under DATA_DIR/mail.
 */
export async function sendMail(mail: Mail, now = new Date()): Promise<Result<null, 'mail-away'>> {
  const { SMTP_URL, MAIL_FROM } = env()
  const message = { from: MAIL_FROM ?? LOCAL_SENDER, date: now, disableFileAccess: true, disableUrlAccess: true, ...mail }
  if (!SMTP_URL) {
    const { message: bytes } = await createTransport({ streamTransport: true, buffer: true, newline: 'windows' }).sendMail(message)
    await keepMail(bytes as Buffer, now)
    return success(null)
  }
  try {
    const transport = createTransport({ url: SMTP_URL, connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS })
    await transport.sendMail(message)
    return success(null)
  } catch (error) {
    log().error(
      { code: (error as { code?: unknown }).code, responseCode: (error as { responseCode?: unknown }).responseCode },
      'a mail could not be sent',
    )
    return failure('mail-away')
  }
}

/** Whether mails are kept as files here, so that a page may show them: never when hosted, and never with a mail server. */
export function isMailboxShown(): boolean {
  const { DEPLOYMENT, SMTP_URL } = env()
  return DEPLOYMENT === 'local' && !SMTP_URL
}
