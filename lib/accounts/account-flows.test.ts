import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hashSync } from '@node-rs/argon2'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { newestMailTo, sendMails } from '#lib/mail/test-mailbox.ts'
import { takeTestDatabase } from '#prisma/take-test-database.ts'
import { changeName } from './change-name.ts'
import { changePassword } from './change-password.ts'
import { confirmSignUp, findSignUpLink } from './confirm-sign-up.ts'
import { deleteAccount } from './delete-account.ts'
import { giveRole } from './give-role.ts'
import { requestPasswordReset } from './request-password-reset.ts'
import { findResetLink, resetPassword } from './reset-password.ts'
import { endSession, revokeOtherSessions, revokeSession } from './sessions/end-session.ts'
import { listOwnSessions } from './sessions/list-sessions.ts'
import { readSession } from './sessions/read-session.ts'
import { createToken } from './sessions/secret-token.ts'
import { signIn } from './sign-in.ts'
import { signUp } from './sign-up.ts'
import { sweepExpired } from './sweep-expired.ts'
import { countUsers, mailedToken, NEXT_PASSWORD, newSender, PASSWORD, signUpWholly, tokenIn } from './test-people.ts'

process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'crumbtrail-accounts-'))
process.env.LOG_LEVEL = 'silent'
await takeTestDatabase()

const MINUTE = 60_000
let count = 0
let email = ''
let now = new Date()
const later = (ms: number) => new Date(now.getTime() + ms)
const ada = () => ({ name: 'Ada', email, password: PASSWORD })
const enter = (password: string, sender = newSender(), at = now, held?: string) => signIn({ email, password }, sender, held, at)

beforeEach(() => {
  count += 1
  email = `ada${count}@example.org`
  now = new Date()
})

describe('signing up', () => {
  it('makes no account before the mailed link and the password have come together', async () => {
    const before = await countUsers()
    expect(await signUp(ada(), newSender(), now)).toEqual({ ok: true })
    const token = await mailedToken(email, now)
    expect(await findSignUpLink(token, now)).toEqual({ name: 'Ada', email })
    expect(await countUsers()).toBe(before)
    expect(await enter(PASSWORD)).toEqual({ ok: false, reason: 'wrong' })
    expect(await confirmSignUp(token, `${PASSWORD}!`, newSender(), now)).toEqual({ ok: false, reason: 'wrong-password' })
    expect(await countUsers()).toBe(before)
    const confirmed = await confirmSignUp(token, PASSWORD, newSender(), now)
    if (!confirmed.ok) throw new Error(confirmed.reason)
    expect(await readSession(confirmed.value.sessionToken, now)).toMatchObject({ viewer: { displayName: 'Ada', role: 'learner' } })
    expect(await db().user.findUnique({ where: { email } })).toMatchObject({ name: 'Ada', emailVerified: now })
    expect(await confirmSignUp(token, PASSWORD, newSender(), now)).toEqual({ ok: false, reason: 'link-dead' })
  })

  it('lets one of many at once through with the same link', async () => {
    await signUp(ada(), newSender(), now)
    const token = await mailedToken(email, now)
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => confirmSignUp(token, PASSWORD, newSender(), now)))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await db().user.count({ where: { email } })).toBe(1)
  })

  it('gives a link of 15 minutes, counted from when its mail was sent', async () => {
    await signUp(ada(), newSender(), now)
    const sentAt = later(60 * MINUTE)
    const token = await mailedToken(email, sentAt)
    expect(await findSignUpLink(token, new Date(sentAt.getTime() + 15 * MINUTE - 1))).not.toBeNull()
    expect(await findSignUpLink(token, new Date(sentAt.getTime() + 15 * MINUTE))).toBeNull()
    expect(await confirmSignUp(token, PASSWORD, newSender(), new Date(sentAt.getTime() + 15 * MINUTE))).toEqual({ ok: false, reason: 'link-dead' })
  })

  it('leaves a stranger with your address with nothing: neither the link nor the password alone is enough', async () => {
    await signUp({ ...ada(), name: 'Eve', password: 'the password of a stranger' }, newSender(), now)
    const evesToken = await mailedToken(email, now)
    await signUp(ada(), newSender(), later(1000))
    const adasToken = await mailedToken(email, later(1000))
    expect(await confirmSignUp(evesToken, PASSWORD, newSender(), later(2000))).toEqual({ ok: false, reason: 'wrong-password' })
    expect((await confirmSignUp(adasToken, PASSWORD, newSender(), later(2000))).ok).toBe(true)
    expect(await confirmSignUp(evesToken, 'the password of a stranger', newSender(), later(2000))).toEqual({ ok: false, reason: 'link-dead' })
    expect(await enter('the password of a stranger')).toEqual({ ok: false, reason: 'wrong' })
  })

  it('tells the owner of a known address by mail, and whoever asked nothing', async () => {
    await signUpWholly(email, now)
    expect(await signUp({ ...ada(), name: 'Eve' }, newSender(), later(1000))).toEqual({ ok: true })
    await sendMails(later(1000))
    const mail = await newestMailTo(email)
    expect(mail.subject).toBe('You have an account at Crumbtrail already')
    expect(mail.text).toContain('Hello Ada')
    expect(mail.text).not.toContain('token=')
    expect(await db().pendingSignUp.count({ where: { email } })).toBe(0)
  })

  it('refuses a weak password with the reason, before anything is stored or counted', async () => {
    const sender = newSender()
    for (let index = 0; index < 8; index += 1)
      expect(await signUp({ ...ada(), password: 'aaaaaaaaaaaaaaaaa' }, sender, now)).toMatchObject({
        ok: false,
        reason: 'weak-password',
        why: expect.stringMatching(/repeated/i),
      })
    expect(await db().pendingSignUp.count({ where: { email } })).toBe(0)
    expect(await signUp(ada(), sender, now)).toEqual({ ok: true })
  })

  it('is stopped after five an hour from one address, and after five mails to one', async () => {
    const sender = newSender()
    for (let index = 0; index < 5; index += 1) expect(await signUp({ ...ada(), email: `x${index}.${email}` }, sender, now)).toEqual({ ok: true })
    expect(await signUp(ada(), sender, now)).toEqual({ ok: false, reason: 'too-many', retryAfterSeconds: 3600 })
    for (let index = 0; index < 5; index += 1) expect(await signUp(ada(), newSender(), now)).toEqual({ ok: true })
    expect(await signUp(ada(), newSender(), now)).toMatchObject({ ok: false, reason: 'too-many' })
  })

  it('says it when an address was taken meanwhile', async () => {
    await signUp(ada(), newSender(), now)
    const token = await mailedToken(email, now)
    await db().user.create({ data: { name: 'Other', email } })
    expect(await confirmSignUp(token, PASSWORD, newSender(), now)).toEqual({ ok: false, reason: 'address-taken' })
    expect(await db().pendingSignUp.count({ where: { email } })).toBe(0)
  })
})

describe('signing in', () => {
  it('answers the same for an unknown address, a wrong password and an account without one', async () => {
    expect(await enter(PASSWORD)).toEqual({ ok: false, reason: 'wrong' })
    await signUpWholly(email, now)
    expect(await enter(`${PASSWORD}x`)).toEqual({ ok: false, reason: 'wrong' })
    await db().user.update({ where: { email }, data: { passwordHash: null } })
    expect(await enter(PASSWORD)).toEqual({ ok: false, reason: 'wrong' })
  })

  it('gives a new token each time, ends the session that the browser held, and stores no token', async () => {
    const { sessionToken: first } = await signUpWholly(email, now)
    const second = await enter(PASSWORD, newSender(), now, first)
    if (!second.ok) throw new Error(second.reason)
    expect(second.value.sessionToken).not.toBe(first)
    expect(await readSession(first, now)).toBeNull()
    expect(await readSession(second.value.sessionToken, now)).not.toBeNull()
    expect(JSON.stringify(await db().session.findMany())).not.toContain(second.value.sessionToken)
  })

  it('takes no token that a stranger has planted', async () => {
    await signUpWholly(email, now)
    const planted = createToken()
    const entered = await enter(PASSWORD, newSender(), now, planted)
    expect(entered.ok && entered.value.sessionToken).not.toBe(planted)
    expect(await readSession(planted, now)).toBeNull()
  })

  it('gets slower with each wrong password, stops at ten, and stops nobody elsewhere', async () => {
    await signUpWholly(email, now)
    const eve = newSender()
    let at = now
    const waits: number[] = []
    for (let failures = 1; failures <= 10; failures += 1) {
      expect(await enter('wrong wrong wrong wrong', eve, at)).toEqual({ ok: false, reason: 'wrong' })
      const again = failures < 5 ? null : await enter('wrong wrong wrong wrong', eve, at)
      if (again && !again.ok && again.reason === 'too-many') waits.push(again.retryAfterSeconds)
      at = new Date(at.getTime() + 61_000)
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32])
    const stopped = await enter(PASSWORD, eve, at)
    expect(stopped).toMatchObject({ ok: false, reason: 'too-many' })
    expect((await enter(PASSWORD, newSender(), at)).ok).toBe(true)
    expect((await enter(PASSWORD, eve, later(16 * MINUTE))).ok).toBe(true)
  })

  it('counts every one of many wrong passwords at once', async () => {
    await signUpWholly(email, now)
    const eve = newSender()
    const outcomes = await Promise.all(Array.from({ length: 30 }, () => enter('wrong wrong wrong wrong', eve)))
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.reason === 'wrong').length).toBeLessThanOrEqual(10)
  })

  it('is stopped after ten a minute from one address, whoever is meant', async () => {
    const eve = newSender()
    for (let index = 0; index < 10; index += 1) await signIn({ email: `x${index}.${email}`, password: PASSWORD }, eve, undefined, now)
    expect(await enter(PASSWORD, eve)).toMatchObject({ ok: false, reason: 'too-many', retryAfterSeconds: 60 })
    expect(await enter(PASSWORD, eve, later(61_000))).toEqual({ ok: false, reason: 'wrong' })
  })

  it('stays open for the owner when a hundred addresses guess', async () => {
    const { sender: home } = await signUpWholly(email, now)
    expect((await enter(PASSWORD, home)).ok).toBe(true)
    for (let index = 0; index < 100; index += 1) await enter('wrong wrong wrong wrong', newSender())
    expect(await enter('wrong wrong wrong wrong', newSender())).toMatchObject({ ok: false, reason: 'too-many' })
    expect((await enter(PASSWORD, home)).ok).toBe(true)
  })

  it('renews a hash that was made with lesser parameters', async () => {
    await signUpWholly(email, now)
    await db().user.update({ where: { email }, data: { passwordHash: hashSync(PASSWORD, { memoryCost: 8192, timeCost: 1, parallelism: 1 }) } })
    expect((await enter(PASSWORD)).ok).toBe(true)
    expect(await db().user.findUnique({ where: { email } })).toMatchObject({ passwordHash: expect.stringContaining('m=19456,t=2,p=1') })
    expect((await enter(PASSWORD)).ok).toBe(true)
  })
})

describe('a session', () => {
  it('is over when its row is gone, when it is idle too long, and when it is too old', async () => {
    const { sessionToken, viewer } = await signUpWholly(email, now)
    expect(await readSession(sessionToken, later(6 * 24 * 60 * MINUTE))).toMatchObject({ viewer })
    expect(await readSession(sessionToken, later(14 * 24 * 60 * MINUTE))).toBeNull()
    const again = await enter(PASSWORD)
    if (!again.ok) throw new Error(again.reason)
    await endSession(again.value.sessionToken)
    expect(await readSession(again.value.sessionToken, now)).toBeNull()
  })

  it('is seen at most every five minutes', async () => {
    const { sessionToken, sessionId } = await signUpWholly(email, now)
    const seenAt = async () => (await db().session.findUnique({ where: { id: sessionId } }))?.lastSeenAt
    await readSession(sessionToken, later(4 * MINUTE))
    expect(await seenAt()).toEqual(now)
    await readSession(sessionToken, later(5 * MINUTE))
    expect(await seenAt()).toEqual(later(5 * MINUTE))
  })

  it.each([undefined, '', 'x', createToken(), `${createToken()}x`, '__proto__'])('is nobody’s with the token %j', async (token) =>
    expect(await readSession(token, now)).toBeNull(),
  )

  it('is listed to its owner with the one that asks first, and ended by its owner alone', async () => {
    const { viewer, sessionId, sessionToken } = await signUpWholly(email, now)
    const phone = await signIn({ email, password: PASSWORD }, { ...newSender(), device: 'Chrome on Android' }, undefined, later(1000))
    if (!phone.ok) throw new Error(phone.reason)
    const listed = await listOwnSessions(viewer, sessionId, later(2000))
    expect(listed.map(({ device, isThisOne }) => ({ device, isThisOne }))).toEqual([
      { device: 'Firefox on Linux', isThisOne: true },
      { device: 'Chrome on Android', isThisOne: false },
    ])
    expect(JSON.stringify(listed)).not.toMatch(/tokenHash|[0-9a-f]{64}/)
    email = `eve.${email}`
    const eve = await signUpWholly(email, now)
    const phoneId = listed[1]?.id ?? ''
    expect(await revokeSession(eve.viewer, phoneId)).toBe(false)
    expect(await revokeSession(viewer, 'no id at all')).toBe(false)
    expect(await readSession(phone.value.sessionToken, later(2000))).not.toBeNull()
    expect(await revokeSession(viewer, phoneId)).toBe(true)
    expect(await readSession(phone.value.sessionToken, later(2000))).toBeNull()
    expect(await revokeOtherSessions(viewer, sessionId)).toBe(0)
    expect(await readSession(sessionToken, now)).not.toBeNull()
  })

  it('has the rights and the shorter life of a role from the next request on', async () => {
    const { sessionToken } = await signUpWholly(email, now)
    expect(await giveRole(email.toUpperCase(), 'moderator')).toEqual({ ok: true, value: 'moderator' })
    expect(await readSession(sessionToken, later(MINUTE))).toMatchObject({ viewer: { role: 'moderator' } })
    expect(await readSession(sessionToken, later(61 * MINUTE))).toBeNull()
    expect(await giveRole(email, 'king')).toEqual({ ok: false, reason: 'unknown-role' })
    expect(await giveRole('nobody@example.org', 'admin')).toEqual({ ok: false, reason: 'no-such-account' })
  })
})

describe('a forgotten password', () => {
  const ask = (at = now) => requestPasswordReset(email, newSender(), at)

  it('is replaced by a mailed link once; every session ends, nobody is signed in, and a notice is mailed', async () => {
    const { sessionToken } = await signUpWholly(email, now)
    expect(await ask()).toEqual({ ok: true })
    const token = await mailedToken(email, later(1000))
    expect(await findResetLink(token, later(2000))).toEqual({ email })
    expect(await resetPassword(token, 'aaaaaaaaaaaaaaaaaa', later(2000))).toMatchObject({ reason: 'weak-password' })
    expect(await resetPassword(token, NEXT_PASSWORD, later(2000))).toEqual({ ok: true })
    expect(await readSession(sessionToken, later(2000))).toBeNull()
    expect(await resetPassword(token, PASSWORD, later(2000))).toEqual({ ok: false, reason: 'link-dead' })
    expect(await enter(PASSWORD)).toEqual({ ok: false, reason: 'wrong' })
    expect((await enter(NEXT_PASSWORD)).ok).toBe(true)
    await sendMails(later(3000))
    expect((await newestMailTo(email)).subject).toBe('Your password at Crumbtrail was changed')
  })

  it('is not replaced by an older link, a late one, or one from before a change', async () => {
    const { viewer, sender } = await signUpWholly(email, now)
    await ask()
    const older = await mailedToken(email, later(1000))
    await ask(later(1000))
    const newer = await mailedToken(email, later(2000))
    expect(newer).not.toBe(older)
    expect(await resetPassword(older, NEXT_PASSWORD, later(3000))).toEqual({ ok: false, reason: 'link-dead' })
    expect(await findResetLink(newer, later(2000 + 15 * MINUTE))).toBeNull()
    expect((await changePassword(viewer, { current: PASSWORD, next: NEXT_PASSWORD }, sender, later(3000))).ok).toBe(true)
    expect(await resetPassword(newer, 'some third set of words', later(4000))).toEqual({ ok: false, reason: 'link-dead' })
  })

  it('of an unknown address is answered as any other, and the mail says that there is no account', async () => {
    expect(await ask()).toEqual({ ok: true })
    await sendMails(now)
    const mail = await newestMailTo(email)
    expect(mail.subject).toBe('No account at Crumbtrail with this address')
    expect(mail.text).not.toContain('token=')
  })

  it('is stopped after three an hour for one address, known or not, and after ten from one sender', async () => {
    for (const known of [true, false]) {
      email = `${known}.${email}`
      if (known) await signUpWholly(email, now)
      for (let index = 0; index < 3; index += 1) expect(await ask()).toEqual({ ok: true })
      expect(await ask()).toEqual({ ok: false, retryAfterSeconds: 3600 })
    }
    const sender = newSender()
    for (let index = 0; index < 10; index += 1) expect((await requestPasswordReset(`r${index}.${email}`, sender, now)).ok).toBe(true)
    expect(await requestPasswordReset(`r.${email}`, sender, now)).toMatchObject({ ok: false })
  })

  it.each(['nothing', '', createToken(), undefined])('has no link %j', async (token) => {
    expect(await findResetLink(token, now)).toBeNull()
    expect(await resetPassword(token, NEXT_PASSWORD, now)).toEqual({ ok: false, reason: 'link-dead' })
  })

  it('keeps no link anywhere but in the mail', async () => {
    await signUpWholly(email, now)
    await ask()
    const token = await mailedToken(email, now)
    const stored = JSON.stringify([await db().passwordReset.findMany(), await db().queuedMail.findMany(), await db().pendingSignUp.findMany()])
    expect(stored).not.toContain(token)
    expect(tokenIn(await newestMailTo(email))).toBe(token)
  })
})

describe('changes to an account', () => {
  it('to the password need the current one, end every session, and give this browser a new one', async () => {
    const { viewer, sender, sessionToken } = await signUpWholly(email, now)
    const change = (current: string, next: string) => changePassword(viewer, { current, next }, sender, later(1000))
    expect(await change('wrong wrong wrong wrong', NEXT_PASSWORD)).toEqual({ ok: false, reason: 'wrong-password' })
    expect(await change(PASSWORD, `${PASSWORD}1`)).toMatchObject({ ok: false, reason: 'weak-password' })
    const changed = await change(PASSWORD, NEXT_PASSWORD)
    if (!changed.ok) throw new Error(changed.reason)
    expect(await readSession(sessionToken, later(1000))).toBeNull()
    expect(await readSession(changed.value.sessionToken, later(1000))).toMatchObject({ viewer })
    await sendMails(later(2000))
    expect((await newestMailTo(email)).subject).toBe('Your password at Crumbtrail was changed')
  })

  it('cannot be guessed at in a session that was left open', async () => {
    const { viewer, sender, sessionId } = await signUpWholly(email, now)
    for (let index = 0; index < 10; index += 1)
      expect(await changePassword(viewer, { current: `wrong ${index}`, next: NEXT_PASSWORD }, sender, now)).toMatchObject({
        reason: 'wrong-password',
      })
    expect(await changePassword(viewer, { current: PASSWORD, next: NEXT_PASSWORD }, sender, now)).toMatchObject({ reason: 'too-many' })
    expect(await deleteAccount({ viewer, sessionId, startedAt: now }, PASSWORD, now)).toMatchObject({ reason: 'too-many' })
  })

  it('to the name show at once', async () => {
    const { viewer, sessionToken } = await signUpWholly(email, now)
    expect(await changeName(viewer, 'Ada Lovelace')).toEqual({ ...viewer, displayName: 'Ada Lovelace' })
    expect(await readSession(sessionToken, now)).toMatchObject({ viewer: { displayName: 'Ada Lovelace' } })
  })

  it('end it wholly when it is deleted', async () => {
    const session = await signUpWholly(email, now)
    const { sessionToken } = session
    expect(await deleteAccount(session, 'wrong wrong wrong wrong', now)).toEqual({ ok: false, reason: 'wrong-password' })
    await db().user.update({ where: { email }, data: { passwordHash: null } })
    expect(await deleteAccount(session, '', later(15 * MINUTE)), 'without a password').toEqual({ ok: false, reason: 'sign-in-again' })
    expect(await deleteAccount(session, '', later(14 * MINUTE))).toEqual({ ok: true })
    expect(await readSession(sessionToken, now)).toBeNull()
    expect(await db().user.findUnique({ where: { email } })).toBeNull()
    await sendMails(later(1000))
    expect((await newestMailTo(email)).subject).toBe('Your account at Crumbtrail was deleted')
    expect(await db().queuedMail.count({ where: { recipient: email } })).toBe(0)
  })
})

it('what is over is swept away, and nothing else', async () => {
  const { sessionToken } = await signUpWholly(email, now)
  await signUp({ ...ada(), email: `pending.${email}` }, newSender(), now)
  await sweepExpired(later(23 * 60 * MINUTE))
  expect(await readSession(sessionToken, now)).not.toBeNull()
  expect(await db().pendingSignUp.count({ where: { email: `pending.${email}` } })).toBe(1)
  await sweepExpired(later(31 * 24 * 60 * MINUTE))
  expect(await db().session.count()).toBe(0)
  expect(await db().pendingSignUp.count()).toBe(0)
})
