// exploit: asks name servers, which would carry data out even where nothing else does
// outcome: finished
import dns from 'node:dns/promises'

const resolver = new dns.Resolver({ timeout: 300, tries: 1 })
for (const server of ['127.0.0.53', '__HOST_ADDRESS__', '8.8.8.8', '1.1.1.1']) {
  resolver.setServers([server])
  await resolver.resolve4('example.com').then(() => console.log('ESCAPED', server), () => {})
}
await dns.lookup('example.com').then((found) => console.log('ESCAPED', found), () => {})
