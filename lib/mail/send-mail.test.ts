import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const secret = 'only-for-tests-0123456789-abcdefgh'
let folder = ''

beforeEach(() => {
  vi.resetModules()
  folder = mkdtempSync(join(tmpdir(), 'crumbtrail-mail-'))
  vi.stubEnv('DATA_DIR', folder)
  vi.stubEnv('DATABASE_URL', 'postgresql://nobody@127.0.0.1:1/none')
  vi.stubEnv('AUTH_SECRET', secret)
  vi.stubEnv('RUNNER_SECRET', secret)
  vi.stubEnv('LOG_LEVEL', 'silent')
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

const mail = {
  id: '0193a000-0000-7000-8000-0123456789ab',
  to: 'ada@example.org',
  subject: 'Grüße: your link',
  text: `Open this:\nhttps://learn.example.org/verify?token=${'a'.repeat(90)}\n\nÄ = Ö`,
}

describe('a mail without a mail server', () => {
  it('is kept as a file for its owner alone and reads as it was written', async () => {
    const { sendMail } = await import('./send-mail.ts')
    const { findMail, listMails } = await import('./mailbox-store.ts')
    expect(await sendMail(mail)).toEqual({ ok: true, value: null })
    const [listed] = await listMails()
    expect(listed).toMatchObject({ to: mail.to, subject: mail.subject, text: mail.text })
    expect(await findMail(listed?.id ?? '')).toMatchObject({ text: mail.text })
    const [file = ''] = readdirSync(join(folder, 'mail'))
    expect(statSync(join(folder, 'mail', file)).mode & 0o777).toBe(0o600)
  })

  it('is listed newest first, and an empty mailbox is an empty list', async () => {
    const { sendMail } = await import('./send-mail.ts')
    const { listMails } = await import('./mailbox-store.ts')
    expect(await listMails()).toEqual([])
    await sendMail({ ...mail, subject: 'first' }, new Date(1_700_000_000_000))
    await sendMail({ ...mail, subject: 'second' }, new Date(1_700_000_000_001))
    expect((await listMails()).map(({ subject }) => subject)).toEqual(['second', 'first'])
  })

  it('cannot be given more headers through its subject or recipient', async () => {
    const { sendMail } = await import('./send-mail.ts')
    const { listMails } = await import('./mailbox-store.ts')
    await sendMail({ id: mail.id, to: 'ada@example.org\r\nBcc: eve@example.org', subject: 'hello\r\nBcc: eve@example.org', text: 'x' })
    const { readFileSync } = await import('node:fs')
    const [listed] = await listMails()
    expect(readFileSync(join(folder, 'mail', `${listed?.id}.eml`), 'utf8')).not.toMatch(/^bcc:/im)
  })

  it.each(['../secrets', '1700000000000-abcdefabcdef/../../x', ''])('is not found by the id %s', async (id) => {
    const { findMail } = await import('./mailbox-store.ts')
    expect(await findMail(id)).toBeNull()
  })
})

describe('a mail with a mail server', () => {
  it('goes there, and the mailbox is not shown', async () => {
    const received: string[] = []
    const server = createServer((socket) => {
      socket.write('220 test\r\n')
      let inData = false
      socket.on('data', (bytes) => {
        const text = bytes.toString()
        received.push(text)
        if (inData) {
          if (text.includes('\r\n.\r\n')) {
            inData = false
            socket.write('250 taken\r\n')
          }
        } else if (text.startsWith('DATA')) {
          inData = true
          socket.write('354 go on\r\n')
        } else socket.write(text.startsWith('QUIT') ? '221 bye\r\n' : '250 fine\r\n')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    vi.stubEnv('SMTP_URL', `smtp://127.0.0.1:${(server.address() as { port: number }).port}`)
    vi.stubEnv('MAIL_FROM', 'no-reply@example.org')
    const { isMailboxShown, sendMail } = await import('./send-mail.ts')
    expect(await sendMail(mail)).toEqual({ ok: true, value: null })
    expect(received.join('')).toContain('RCPT TO:<ada@example.org>')
    expect(isMailboxShown()).toBe(false)
    server.close()
  })

  it('is said to be away when the server is', async () => {
    vi.stubEnv('SMTP_URL', 'smtp://127.0.0.1:1')
    vi.stubEnv('MAIL_FROM', 'no-reply@example.org')
    const { sendMail } = await import('./send-mail.ts')
    expect(await sendMail(mail)).toEqual({ ok: false, reason: 'mail-away' })
  })
})
