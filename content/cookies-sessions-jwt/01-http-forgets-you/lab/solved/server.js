import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'

/** How often each visitor came, by the id that this server gave out. It only grows, and is gone when the process ends. */
const visits = new Map()

/** The visitor's id, or undefined when the request brings none that we gave out. */
function visitorIdOf(request) {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=')
    if (name === 'visitor' && visits.has(value)) return value
  }
  return undefined
}

const server = createServer((request, response) => {
  response.setHeader('Content-Type', 'text/plain; charset=utf-8')
  // The answer is about one visitor, so no cache may keep it for the next.
  response.setHeader('Cache-Control', 'no-store')

  if (request.url !== '/') {
    response.statusCode = 404
    response.end('There is nothing here.\n')
    return
  }

  let id = visitorIdOf(request)
  if (!id) {
    // 128 random bits: nobody arrives at another visitor's id by trying.
    id = randomBytes(16).toString('hex')
    visits.set(id, 0)
    response.setHeader('Set-Cookie', `visitor=${id}; Path=/; HttpOnly; SameSite=Lax`)
  }

  visits.set(id, visits.get(id) + 1)
  response.end(`Visit number ${visits.get(id)}\n`)
})

server.listen(process.env.PORT, () => console.log('shop.test is open'))
