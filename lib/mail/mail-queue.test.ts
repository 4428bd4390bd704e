import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '#lib/db.ts'
import { takeTestDatabase } from '#prisma/take-test-database.ts'
import { deliverMail, LEASE_MS } from './deliver-mail.ts'
import { claimMail } from './mail-queue-store.ts'
import { startMailWorker } from './mail-worker.ts'
import { queueMail } from './queue-mail.ts'
import { nextAttempt } from './retry-rules.ts'
import { sweepMails } from './sweep-mails.ts'

const MINUTE = 60_000

/** A mail server that takes mails, or is slow, or refuses. */
let mode: 'taking' | 'refusing' | 'silent' = 'taking'
let taken: string[] = []
let begun = 0
let server: Server
beforeAll(async () => {
  server = createServer(serve)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  process.env.SMTP_URL = `smtp://127.0.0.1:${(server.address() as { port: number }).port}`
  process.env.MAIL_FROM = 'no-reply@example.org'
  process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'crumbtrail-queue-'))
  process.env.LOG_LEVEL = 'silent'
  process.env.DATABASE_URL = await takeTestDatabase()
})
afterAll(() => server.close())
beforeEach(async () => {
  mode = 'taking'
  taken = []
  begun = 0
  await db().queuedMail.deleteMany()
})

function serve(socket: Socket): void {
  let mail: string | null = null
  const say = (line: string) => void socket.write(`${line}\r\n`)
  say('220 test')
  socket.on('error', () => undefined)
  socket.on('data', (bytes) => {
    const text = bytes.toString()
    if (mail !== null) {
      mail += text
      if (!mail.includes('\r\n.\r\n')) return
      begun += 1
      if (mode === 'silent') return
      if (mode === 'taking') taken.push(mail)
      mail = null
      return say(mode === 'taking' ? '250 taken' : '451 later')
    }
    if (text.startsWith('DATA')) {
      mail = ''
      return say('354 go on')
    }
    say(text.startsWith('QUIT') ? '221 bye' : '250 fine')
  })
}

const queue = (name = 'Ada') => queueMail({ kind: 'password-changed', recipient: 'ada@example.org', details: { name } })
const messageId = (mail = '') => /^message-id: (.+)$/im.exec(mail)?.[1]?.trim()
const rows = () => db().queuedMail.findMany()

describe('a queued mail', () => {
  it('is sent once, under an id of its own, and nothing of it is kept', async () => {
    await queue()
    const [row] = await rows()
    expect(await deliverMail(new Date())).toBe(true)
    expect(await deliverMail(new Date())).toBe(false)
    expect(taken).toHaveLength(1)
    expect(messageId(taken[0])).toBe(`<${row?.id}@localhost>`)
    expect(await rows()).toEqual([])
  })

  it('is not there when what it belongs to did not happen', async () => {
    const work = db().$transaction(async (transaction) => {
      await queueMail({ kind: 'password-changed', recipient: 'ada@example.org', details: { name: 'Ada' } }, transaction)
      throw new Error('broken')
    })
    await expect(work).rejects.toThrow('broken')
    expect(await deliverMail(new Date())).toBe(false)
  })

  it('is sent once by many processes at once', async () => {
    for (let index = 0; index < 20; index += 1) await queue(`Ada ${index}`)
    const worker = async () => {
      while (await deliverMail(new Date()));
    }
    await Promise.all(Array.from({ length: 5 }, worker))
    expect(taken).toHaveLength(20)
    expect(new Set(taken.map(messageId)).size).toBe(20)
  })

  it('waits while the mail server refuses, ever longer, and goes when it takes mails again', async () => {
    const { log } = await import('#lib/log.ts')
    vi.spyOn(log(), 'error').mockImplementation(() => undefined)
    mode = 'refusing'
    await queue()
    let at = Date.now()
    const pauses: number[] = []
    for (let index = 0; index < 4; index += 1) {
      expect(await deliverMail(new Date(at))).toBe(true)
      const before = Date.now()
      const [row] = await rows()
      pauses.push(Math.round(((row?.nextAttemptAt.getTime() ?? 0) - before) / 1000))
      expect(await deliverMail(new Date())).toBe(false)
      at = row?.nextAttemptAt.getTime() ?? 0
    }
    expect(pauses).toEqual([5, 10, 20, 40])
    mode = 'taking'
    expect(await deliverMail(new Date(at))).toBe(true)
    expect(taken).toHaveLength(1)
    expect(await rows()).toEqual([])
  })

  it('is given up after a day, and removed a week later', async () => {
    mode = 'refusing'
    await queue()
    await db().queuedMail.updateMany({ data: { createdAt: new Date(Date.now() - 25 * 60 * MINUTE) } })
    await deliverMail(new Date())
    expect((await rows())[0]?.gaveUpAt).not.toBeNull()
    expect(await deliverMail(new Date(Date.now() + 60 * MINUTE))).toBe(false)
    await sweepMails(new Date(Date.now() + 8 * 24 * 60 * MINUTE))
    expect(await rows()).toEqual([])
  })

  it('is tried again after five seconds, then twice as long each time, at most ten minutes', () => {
    const createdAt = new Date()
    const pause = (attempts: number) => (nextAttempt({ attempts, createdAt }, createdAt)?.getTime() ?? 0) - createdAt.getTime()
    expect([1, 2, 3, 7, 8, 20].map(pause)).toEqual([5000, 10_000, 20_000, 320_000, 600_000, 600_000])
  })

  it('belongs to whoever claimed it until the lease ends', async () => {
    await queue()
    const now = new Date()
    expect(await claimMail(now, LEASE_MS)).toMatchObject({ attempts: 1 })
    expect(await claimMail(new Date(now.getTime() + LEASE_MS - 1), LEASE_MS)).toBeNull()
    expect(await claimMail(new Date(now.getTime() + LEASE_MS), LEASE_MS)).toMatchObject({ attempts: 2 })
  })
})

describe('a process that is killed in mid-send', () => {
  const children: ChildProcess[] = []
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL')
  })

  it('leaves its mail to another one, which sends it once and under the same id', async () => {
    await queue()
    const [row] = await rows()
    mode = 'silent'
    const program = `import('#lib/mail/deliver-mail.ts').then(({ deliverMail }) => deliverMail(new Date()))`
    const child = spawn(process.execPath, ['--conditions=react-server', '--input-type=module', '--eval', program], {
      cwd: join(import.meta.dirname, '../..'),
      env: process.env,
      stdio: 'ignore',
    })
    children.push(child)
    await vi.waitFor(() => expect(begun).toBe(1), { timeout: 30_000, interval: 20 })
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('close', resolve))
    mode = 'taking'
    expect(await deliverMail(new Date()), 'not before the lease of the dead one ends').toBe(false)
    expect(await deliverMail(new Date(Date.now() + LEASE_MS))).toBe(true)
    expect(taken.map(messageId)).toEqual([`<${row?.id}@localhost>`])
    expect(await rows()).toEqual([])
  }, 60_000)
})

describe('the worker of a process', () => {
  it('sends what is queued without being asked, and goes on after a mail that cannot be written', async () => {
    const { log } = await import('#lib/log.ts')
    vi.spyOn(log(), 'error').mockImplementation(() => undefined)
    const end = startMailWorker()
    try {
      await db().queuedMail.create({ data: { kind: 'password-changed', recipient: 'broken@example.org', details: 'not an object' as never } })
      await db().queuedMail.create({
        data: { kind: 'sign-up', recipient: 'gone@example.org', details: { pendingId: '0193a000-0000-7000-8000-000000000000' } },
      })
      await queue()
      await vi.waitFor(() => expect(taken.some((mail) => mail.includes('ada@example.org'))).toBe(true), { timeout: 10_000 })
    } finally {
      end()
    }
  })
})
