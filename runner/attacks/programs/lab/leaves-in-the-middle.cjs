// exploit: one of two sites ends without a word while the other is asked
// kind: lab
// sites: shop.test:3000 bank.test:4000
// steps: GET /slow | GET bank.test/
// outcome: exited
// code: 4
const http = require('node:http')
http.createServer((req, res) => setTimeout(() => res.end('late'), 600)).listen(process.env.PORT)
if (process.env.PORT === '4000') setTimeout(() => process.exit(4), 200)
