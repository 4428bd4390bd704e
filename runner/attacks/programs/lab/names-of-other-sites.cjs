// exploit: asks for the addresses of sites that are not of its run, in case names of neighbours are known here
// kind: lab
// exchange: none
// outcome: finished
// sees: "body":"127.0.0.1 none none none"
const dns = require('node:dns').promises
const ask = (name) => dns.lookup(name).then(({ address }) => address, () => 'none')
require('node:http').createServer(async (req, res) => res.end((await Promise.all(['shop.test', 'bank.test', '__HOST_NAME__', 'example.com'].map(ask))).join(' '))).listen(process.env.PORT)
