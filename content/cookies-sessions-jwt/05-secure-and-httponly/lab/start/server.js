// Deliberately weak: http is answered like https, no cookie is Secure or HttpOnly, and one page gives the session away.
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'

/** Who is signed in, by session id. */
const sessions = new Map()

function userOf(request) {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=')
    if (name === 'sid') return sessions.get(value)
  }
  return undefined
}

const server = createServer((request, response) => {
  const send = (status, text) => {
    response.statusCode = status
    response.setHeader('Content-Type', 'text/plain; charset=utf-8')
    response.setHeader('Cache-Control', 'no-store')
    response.end(`${text}\n`)
  }

  switch (`${request.method} ${request.url}`) {
    case 'GET /':
      // A script of this page reads the theme to choose its colours.
      response.setHeader('Set-Cookie', 'theme=light; Path=/; SameSite=Lax')
      return send(200, 'The shop is open.')

    case 'POST /login': {
      // Everyone who asks is Alice here: passwords are the subject of another lesson.
      const sid = randomBytes(16).toString('hex')
      sessions.set(sid, 'alice')
      response.setHeader('Set-Cookie', `sid=${sid}; Path=/; SameSite=Lax`)
      response.setHeader('Location', '/account')
      return send(303, 'Signed in.')
    }

    case 'GET /account':
      return userOf(request) ? send(200, `Orders of ${userOf(request)}: one teapot.`) : send(401, 'Please sign in.')

    case 'GET /debug':
      return send(200, JSON.stringify(request.headers, null, 2))

    default:
      return send(404, 'There is nothing here.')
  }
})

server.listen(process.env.PORT, () => console.log('shop.test is open behind its proxy'))
