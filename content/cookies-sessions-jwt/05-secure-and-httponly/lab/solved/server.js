import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'

/** Written out, and not taken from the Host header: whoever sends a request chooses what that header says. */
const siteUrl = 'https://shop.test'

/** Who is signed in, by session id. */
const sessions = new Map()

function userOf(request) {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=')
    if (name === 'sid') return sessions.get(value)
  }
  return undefined
}

/**
 * Whether the visitor's side of the proxy is https. The proxy in front always writes this header itself. A server that
 * visitors can reach directly must not believe it.
 */
function cameByHttps(request) {
  return request.headers['x-forwarded-proto'] === 'https'
}

const server = createServer((request, response) => {
  const send = (status, text) => {
    response.statusCode = status
    response.setHeader('Content-Type', 'text/plain; charset=utf-8')
    response.setHeader('Cache-Control', 'no-store')
    response.end(`${text}\n`)
  }

  if (!cameByHttps(request)) {
    // What a form sent has already been read by whoever listens. A redirect would hide that and send it again.
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(403, 'This shop takes forms by https only.')
    // Joined and not resolved: by `new URL` a path that begins with // would name another host.
    response.setHeader('Location', `${siteUrl}${request.url}`)
    return send(308, 'This shop speaks https.')
  }

  response.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains')

  switch (`${request.method} ${request.url}`) {
    case 'GET /':
      // A script of this page reads the theme to choose its colours, so this one cookie is not HttpOnly.
      response.setHeader('Set-Cookie', 'theme=light; Path=/; Secure; SameSite=Lax')
      return send(200, 'The shop is open.')

    case 'POST /login': {
      // Everyone who asks is Alice here: passwords are the subject of another lesson.
      const sid = randomBytes(16).toString('hex')
      sessions.set(sid, 'alice')
      response.setHeader('Set-Cookie', `sid=${sid}; Path=/; Secure; HttpOnly; SameSite=Lax`)
      response.setHeader('Location', '/account')
      return send(303, 'Signed in.')
    }

    case 'GET /account':
      return userOf(request) ? send(200, `Orders of ${userOf(request)}: one teapot.`) : send(401, 'Please sign in.')

    default:
      return send(404, 'There is nothing here.')
  }
})

server.listen(process.env.PORT, () => console.log('shop.test is open behind its proxy'))
