// exploit: spins in four sites at once, to get four times the processor
// part: no
// kind: lab
// sites: a.test:3000 b.test:3001 c.test:3002 d.test:3003
// steps: GET a.test/ | GET b.test/ | GET c.test/ | GET d.test/
// outcome: wall-timeout cpu-timeout finished
// wall: 4000
require('node:http').createServer((req, res) => {
  res.end('soon')
  setImmediate(() => { for (;;) {} })
}).listen(process.env.PORT)
