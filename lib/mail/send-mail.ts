import 'server-only'
import { createTransport } from 'nodemailer'
import { env } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { failure, type Result, success } from '#lib/result.ts'
import { keepMail } from './mailbox-store.ts'

/** `id` (a UUID) makes the mail the same one however often it is tried: its Message-ID, and its file where mails are files. */
export type Mail = { id: string; to: string; subject: string; text: string }

const LOCAL_SENDER = 'Crumbtrail <crumbtrail@localhost>'
const TIMEOUT_MS = 10_000
/** Whatever a mail server does within those, a mail takes no longer than this. */
const SEND_MS_MAX = 60_000

/**
 * Sends one plain-text mail through SMTP_URL or, where none is set (local), keeps it as a file for the mailbox page.
 * `mail-away`: the server could not be reached or refused; logged without recipient or text. Line breaks in `to` or `subject`
 * cannot add headers (nodemailer folds them). Sent again under the same id it carries the same Message-ID, and its file is replaced. Effects: a connection, or a file under DATA_DIR/mail.
 */
export async function sendMail({ id, ...mail }: Mail, now = new Date()): Promise<Result<null, 'mail-away'>> {
  const { SMTP_URL, MAIL_FROM, SITE_URL } = env()
  const messageId = `<${id}@${new URL(SITE_URL).hostname}>`
  const message = { from: MAIL_FROM ?? LOCAL_SENDER, date: now, messageId, disableFileAccess: true, disableUrlAccess: true, ...mail }
  if (!SMTP_URL) {
    const { message: bytes } = await createTransport({ streamTransport: true, buffer: true, newline: 'windows' }).sendMail(message)
    await keepMail(id, bytes as Buffer, now)
    return success(null)
  }
  const transport = createTransport({ url: SMTP_URL, connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS })
  const deadline = AbortSignal.timeout(SEND_MS_MAX)
  try {
    const late = new Promise<never>((_, reject) =>
      deadline.addEventListener('abort', () => reject(new Error('sending took too long')), { once: true }),
    )
    await Promise.race([transport.sendMail(message), late])
    return success(null)
  } catch (error) {
    log().error(
      { code: (error as { code?: unknown }).code, responseCode: (error as { responseCode?: unknown }).responseCode },
      'a mail could not be sent',
    )
    return failure('mail-away')
  } finally {
    transport.close()
  }
}

/** Whether mails are kept as files here, so that a page may show them: never when hosted, and never with a mail server. */
export function isMailboxShown(): boolean {
  const { DEPLOYMENT, SMTP_URL } = env()
  return DEPLOYMENT === 'local' && !SMTP_URL
}
