// Insecure on purpose in two places: POST /login believes the name that it is given (step 15 adds the password), and against
// forged requests there is SameSite alone (step 31 adds the check of Origin).
import express from 'express'
import { endSignInsOf, findAccount } from './accounts.js'
import * as session from './session.js'
import * as signed from './signed-cookie.js'
import * as jwt from './token.js'

// Three back ends for one shop. Each offers signIn(req, res, account) and whoIs(req).
const backEnds = { signed, session, jwt }

const app = express()
app.set('trust proxy', 1) // TLS ends one proxy in front of this server; without this line no Secure session cookie is set
app.use((_req, res, next) => {
  res.set('Cache-Control', 'no-store') // each response is about one visitor, so no cache may keep it for the next
  next()
})
app.use(express.urlencoded({ extended: false }))
app.use(signed.readCookies, session.loadSession)

// One sign-in, three tickets.
app.post('/login', async (req, res) => {
  const account = findAccount(req.body?.user)
  if (!account) return res.status(401).json({ error: 'no such account' })
  for (const backEnd of Object.values(backEnds)) await backEnd.signIn(req, res, account)
  res.json({ signedIn: account.name })
})

app.get('/:backEnd/orders', async (req, res) => {
  if (!Object.hasOwn(backEnds, req.params.backEnd)) return res.status(404).json({ error: 'no such back end' })
  const account = await backEnds[req.params.backEnd].whoIs(req)
  if (!account) return res.status(401).json({ error: 'sign in first' })
  res.json({ customer: account.name, orders: account.orders })
})

app.post('/admin/revoke', async (req, res) => {
  const admin = session.whoIs(req)
  if (admin?.role !== 'admin') return res.status(403).json({ error: 'admins only' })
  const account = findAccount(req.body?.user)
  if (!account) return res.status(404).json({ error: 'no such account' })
  endSignInsOf(account)
  const ended = await session.endSessionsOf(account)
  console.log(`revoked ${account.name}: sessions ended ${ended}, sign-in version now ${account.signInVersion}`)
  res.json({ revoked: account.name })
})

app.listen(process.env.PORT)
