// Deliberately weak: a revoked sign-in stays good for the rest of the 30 days. Mending that comes second.
import { randomBytes } from 'node:crypto'
import cookieParser from 'cookie-parser'
import { findAccount } from './accounts.js'
import { cookieFlags } from './cookie-flags.js'

const COOKIE = '__Host-card'
const LIFE_MS = 30 * 24 * 60 * 60 * 1000

/** Fills req.cookies (anyone may have written those) and req.signedCookies (only what carries our signature). */
export const readCookies = cookieParser(randomBytes(32).toString('base64url'))

export function signIn(_req, res, account) {
  const card = { name: account.name, until: Date.now() + LIFE_MS }
  res.cookie(COOKIE, card, { ...cookieFlags, signed: true, maxAge: LIFE_MS })
}

/** The account of a card that carries our signature and has not run out, else null. */
export function whoIs(req) {
  const card = req.signedCookies[COOKIE]
  // Max-Age asks the browser to forget; a thief's program need not. So the date stands in the card too.
  if (!card || !(card.until > Date.now())) return null
  return findAccount(card.name)
}
