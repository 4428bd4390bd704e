import { hashSync } from '@node-rs/argon2'
import { describe, expect, it, vi } from 'vitest'
import { hashPassword, isHashOutdated, verifyPassword } from './password-hash.ts'
import { passwordForHashing, passwordLength } from './password-rules.ts'
import { findPasswordWeakness } from './password-strength.ts'
import { createWorkGate } from './work-gate.ts'

const password = 'four words that differ'

describe('hashing', () => {
  it('gives Argon2id with the parameters of today and a salt of its own, and knows the password again', async () => {
    const [one, two] = await Promise.all([hashPassword(password), hashPassword(password)])
    if (!one.ok || !two.ok) throw new Error('expected two hashes')
    expect(one.value).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22,}\$[A-Za-z0-9+/]{43}$/)
    expect(one.value).not.toBe(two.value)
    expect(await verifyPassword(one.value, password)).toEqual({ ok: true, value: true })
    expect(await verifyPassword(one.value, `${password} `)).toEqual({ ok: true, value: false })
    expect(await verifyPassword(one.value, password.toUpperCase())).toEqual({ ok: true, value: false })
  })

  it('looks at every character of a long password', async () => {
    const long = 'x'.repeat(255)
    const hashed = await hashPassword(`${long}a`)
    if (!hashed.ok) throw new Error('expected a hash')
    expect(await verifyPassword(hashed.value, `${long}b`)).toEqual({ ok: true, value: false })
  })

  it('takes the two ways to write one letter for the same, and changes nothing else', async () => {
    const hashed = await hashPassword('caf\u00e9 au lait, s\u2019il vous pla\u00eet')
    if (!hashed.ok) throw new Error('expected a hash')
    expect(await verifyPassword(hashed.value, 'cafe\u0301 au lait, s\u2019il vous plai\u0302t')).toEqual({ ok: true, value: true })
    expect(passwordForHashing('  \u2460 \uFB01 A  ')).toBe('  \u2460 \uFB01 A  ')
    expect(passwordLength('e\u0301\u{1F36A}')).toBe(2)
  })

  it('does the same work for nobody, and says no', async () => {
    expect(await verifyPassword(null, password)).toEqual({ ok: true, value: false })
  })

  it('sees that a hash was made with lesser parameters', async () => {
    expect(isHashOutdated(hashSync(password, { memoryCost: 8192, timeCost: 1, parallelism: 1 }))).toBe(true)
    const hashed = await hashPassword(password)
    expect(hashed.ok && isHashOutdated(hashed.value)).toBe(false)
  })
})

describe('the gate before hashing', () => {
  const limits = { atOnce: 2, waitingMax: 3, waitMsMax: 5000 }
  const held = () => {
    let release = () => undefined as unknown
    const work = () => new Promise<string>((resolve) => (release = () => resolve('done')))
    return { work, release: () => release() }
  }

  it('lets so many work at once, so many wait in turn, and turns the rest away at once', async () => {
    const gate = createWorkGate(limits)
    const began: number[] = []
    const works = Array.from({ length: 6 }, held)
    const passes = works.map(({ work }, index) =>
      gate.pass(() => {
        began.push(index)
        return work()
      }),
    )
    await vi.waitFor(() => expect(began).toEqual([0, 1]))
    expect(gate.isFull()).toBe(true)
    expect(await passes[5]).toEqual({ ok: false, reason: 'busy' })
    for (const index of [0, 1, 2, 3, 4]) {
      await vi.waitFor(() => expect(began).toContain(index))
      works[index]?.release()
    }
    expect(await Promise.all(passes.slice(0, 5))).toEqual(Array(5).fill({ ok: true, value: 'done' }))
    expect(began).toEqual([0, 1, 2, 3, 4])
    expect(gate.isFull()).toBe(false)
  })

  it('lets nobody wait for long, and does no work for who has gone', async () => {
    const gate = createWorkGate({ ...limits, atOnce: 1, waitMsMax: 20 })
    const first = held()
    const pass = gate.pass(first.work)
    const work = vi.fn(async () => 'late')
    expect(await gate.pass(work)).toEqual({ ok: false, reason: 'busy' })
    first.release()
    expect(await pass).toEqual({ ok: true, value: 'done' })
    expect(work).not.toHaveBeenCalled()
    expect(await gate.pass(async () => 'next')).toEqual({ ok: true, value: 'next' })
  })

  it('goes on after work that fails', async () => {
    const gate = createWorkGate({ ...limits, atOnce: 1 })
    await expect(gate.pass(async () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    expect(await gate.pass(async () => 'next')).toEqual({ ok: true, value: 'next' })
  })
})

describe('a weak password', () => {
  const own = ['Ada Lovelace', 'ada.lovelace@example.org']
  it.each([
    ['aaaaaaaaaaaaaaa', /repeated/i],
    ['passwordpassword', /repeated|common/i],
    ['123456789012345', /common/i],
    ['qwertyuiopasdfgh', /common|keyboard|keys/i],
    ['crumbtrailcrumbtrail', /personal or page|repeated/i],
    ['ada.lovelace.ada', /personal or page/i],
    ['password'.repeat(32), /repeated/i],
  ])('%s is refused with a reason', async (weak, reason) => expect(await findPasswordWeakness(weak, own)).toMatch(reason))

  it('is one that is this person’s own words, and not so for somebody else', async () => {
    const words = 'zanthoxylum.brackenfell'
    expect(await findPasswordWeakness(words, [])).toBeNull()
    expect(await findPasswordWeakness(words, ['Zanthoxylum Brackenfell', 'zanthoxylum.brackenfell@example.org'])).not.toBeNull()
  })

  it.each([password, 'correct horse battery staple', 'mein hund heisst waldemar', '我的密码是非常非常长的一句话啊啊啊'])(
    '%s is none',
    async (strong) => expect(await findPasswordWeakness(strong, own)).toBeNull(),
  )

  it('is found in time whatever is sent', async () => {
    for (const long of ['4@8({[<369&#!1|/\\0$5+7%2'.repeat(10), 'ab1'.repeat(85), '1a2b3c4d5e6f7g8h9i0j'.repeat(12)]) {
      // Processor time, because a busy machine proves nothing; without its bounds the estimate takes two seconds of it.
      const before = process.cpuUsage()
      await findPasswordWeakness(long, own)
      const { user, system } = process.cpuUsage(before)
      expect((user + system) / 1000).toBeLessThan(800)
    }
  })
})
