// exploit: shares its hunger among four sites, each within what a run may use
// kind: lab
// sites: a.test:3000 b.test:3001 c.test:3002 d.test:3003
// steps: GET a.test/ | GET b.test/ | GET c.test/ | GET d.test/ | GET a.test/ | GET b.test/
// outcome: out-of-memory
const kept = []
require('node:http').createServer((req, res) => {
  for (let index = 0; index < 70; index += 1) kept.push(Buffer.alloc(1 << 20, 1))
  res.end('more')
}).listen(process.env.PORT)
