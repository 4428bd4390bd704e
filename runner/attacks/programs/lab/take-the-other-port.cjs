// exploit: one site listens where the other is to, to be asked in its place
// kind: lab
// sites: shop.test:3000 bank.test:4000
// steps: GET bank.test/
// outcome: exited finished no-server
const http = require('node:http')
const answer = (req, res) => res.end(process.env.PORT)
if (process.env.PORT === '3000') http.createServer(answer).on('error', () => {}).listen(4000)
http.createServer(answer).listen(process.env.PORT)
