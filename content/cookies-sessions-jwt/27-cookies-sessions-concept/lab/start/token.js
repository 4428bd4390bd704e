// Deliberately weak: a revoked sign-in stays good until its token expires. Mending that is your task.
import { randomBytes, randomUUID } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import { findAccount } from './accounts.js'
import { cookieFlags } from './cookie-flags.js'

const COOKIE = '__Host-token'
const SHOP = 'https://shop.test'
const LIFE_SECONDS = 15 * 60
const key = randomBytes(32) // a real shop reads it from its secret store, so that tokens outlive a restart

export async function signIn(_req, res, account) {
  const token = await new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(SHOP)
    .setAudience(SHOP)
    .setSubject(account.name)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${LIFE_SECONDS} seconds`)
    .sign(key)
  res.cookie(COOKIE, token, { ...cookieFlags, maxAge: LIFE_SECONDS * 1000 })
}

/** The account of a token that this shop signed and that has not expired, else null. */
export async function whoIs(req) {
  const token = req.cookies[COOKIE]
  if (!token) return null
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      issuer: SHOP,
      audience: SHOP,
      requiredClaims: ['sub', 'exp'],
    })
    return findAccount(payload.sub)
  } catch (error) {
    if (error instanceof errors.JOSEError) return null
    throw error
  }
}
