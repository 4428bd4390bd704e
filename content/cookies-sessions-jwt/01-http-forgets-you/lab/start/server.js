// Deliberately weak: one counter for everybody. Making it count for each visitor is your task.
import { createServer } from 'node:http'

let visits = 0

const server = createServer((request, response) => {
  response.setHeader('Content-Type', 'text/plain; charset=utf-8')
  // The answer is about one visitor, so no cache may keep it for the next.
  response.setHeader('Cache-Control', 'no-store')

  if (request.url !== '/') {
    response.statusCode = 404
    response.end('There is nothing here.\n')
    return
  }

  visits += 1
  response.end(`Visit number ${visits}\n`)
})

server.listen(process.env.PORT, () => console.log('shop.test is open'))
