import { randomBytes } from 'node:crypto'
import session from 'express-session'
import { findAccount } from './accounts.js'
import { cookieFlags } from './cookie-flags.js'

const store = new session.MemoryStore() // for one process that may forget: gone at a restart, unknown to a second instance

export const loadSession = session({
  store,
  name: '__Host-sid',
  secret: randomBytes(32).toString('base64url'),
  resave: false,
  saveUninitialized: false,
  cookie: { ...cookieFlags, maxAge: 30 * 60 * 1000 },
})

export async function signIn(req, _res, account) {
  await new Promise((resolve, reject) => req.session.regenerate((error) => (error ? reject(error) : resolve())))
  req.session.accountName = account.name
}

/** The account of the session that the cookie names, else null. */
export function whoIs(req) {
  return findAccount(req.session.accountName)
}

/** Destroys every session of the account; resolves to their number. A store with many sessions keeps an index instead of reading all. */
export async function endSessionsOf(account) {
  const sessions = await new Promise((resolve, reject) => store.all((error, all) => (error ? reject(error) : resolve(all))))
  const ids = Object.keys(sessions).filter((id) => sessions[id].accountName === account.name)
  await Promise.all(ids.map((id) => new Promise((resolve, reject) => store.destroy(id, (error) => (error ? reject(error) : resolve())))))
  return ids.length
}
