// exploit: leads a browser in circles and gives it cookies at each turn, so that the service drowns in its decisions
// kind: lab
// exchange: none too-many-exchanges
// outcome: finished
// sees: "failure":"too-many-exchanges"
// job: {"browsers":[{"name":"alice"}],"steps":[{"id":"v0","type":"visit","url":"http://shop.test/"},{"id":"v1","type":"visit","url":"http://shop.test/"},{"id":"v2","type":"visit","url":"http://shop.test/"},{"id":"v3","type":"visit","url":"http://shop.test/"},{"id":"v4","type":"visit","url":"http://shop.test/"},{"id":"v5","type":"visit","url":"http://shop.test/"},{"id":"v6","type":"visit","url":"http://shop.test/"},{"id":"v7","type":"visit","url":"http://shop.test/"},{"id":"v8","type":"visit","url":"http://shop.test/"},{"id":"v9","type":"visit","url":"http://shop.test/"},{"id":"v10","type":"visit","url":"http://shop.test/"},{"id":"v11","type":"visit","url":"http://shop.test/"},{"id":"v12","type":"visit","url":"http://shop.test/"},{"id":"v13","type":"visit","url":"http://shop.test/"},{"id":"v14","type":"visit","url":"http://shop.test/"}]}
let count = 0
require('node:http').createServer({ maxHeaderSize: 2 ** 20 }, (request, response) => {
  count += 1
  const cookies = Array.from({ length: 3 }, (_, index) => `c${count}-${index}=${'\xff'.repeat(4000)}; Max-Age=9999`)
  response.writeHead(302, [...cookies.flatMap((cookie) => ['Set-Cookie', cookie]), 'Location', `/${count}`]).end('\xff'.repeat(60000), 'latin1')
}).listen(process.env.PORT)
