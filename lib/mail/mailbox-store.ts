import 'server-only'
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { env } from '#lib/env.ts'
import { type ReadMail, readMail } from './mail-rules.ts'

const LISTED_MAX = 200
const MAIL_ID = /^\d{13}-[a-f0-9]{12}$/

/**
 * Keeps a mail as a file of its own (whole or not at all), readable by its owner alone. The same mail, by id (a UUID) and time, is the same
 * file. Returns the file's id; later ones sort higher.
 */
export async function keepMail(mailId: string, message: Buffer, now: Date): Promise<string> {
  const id = `${String(now.getTime()).padStart(13, '0')}-${mailId.replaceAll('-', '').slice(-12)}`
  const part = join(folder(), `${id}.${randomBytes(6).toString('hex')}.part`)
  await mkdir(folder(), { recursive: true, mode: 0o700 })
  await writeFile(part, message, { mode: 0o600, flag: 'wx' })
  await rename(part, join(folder(), `${id}.eml`))
  return id
}

/** The newest mails first, at most 200; empty when none was ever sent. */
export async function listMails(): Promise<(ReadMail & { id: string })[]> {
  const names = await readdir(folder()).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const ids = names
    .filter((name) => name.endsWith('.eml') && MAIL_ID.test(name.slice(0, -4)))
    .map((name) => name.slice(0, -4))
    .sort()
    .reverse()
  const mails = await Promise.all(ids.slice(0, LISTED_MAX).map(async (id) => ({ id, mail: await findMail(id) })))
  return mails.flatMap(({ id, mail }) => (mail ? [{ id, ...mail }] : []))
}

/** One mail by its id; null when there is none. */
export async function findMail(id: string): Promise<ReadMail | null> {
  if (!MAIL_ID.test(id)) return null
  // Latin-1 keeps every byte as it is; the reader decodes.
  const raw = await readFile(join(folder(), `${id}.eml`), 'latin1').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return raw === null ? null : readMail(raw)
}

function folder(): string {
  return join(/* turbopackIgnore: true */ env().DATA_DIR, 'mail')
}
