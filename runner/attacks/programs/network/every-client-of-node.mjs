// exploit: goes out by every client that Node has: fetch, WebSocket, EventSource, HTTP/2, TLS, and a proxy named in the environment
// outcome: finished
// says: tried
import { spawnSync } from 'node:child_process'
import http2 from 'node:http2'
import https from 'node:https'
import tls from 'node:tls'

const [address, port] = ['__HOST_ADDRESS__', Number('__HOST_PORT__')]
const out = (what) => () => console.log('ESCAPED', what)
for (const host of [address, '127.0.0.1', '[::1]']) {
  const socket = new WebSocket(`ws://${host}:${port}/`)
  socket.onopen = out('WebSocket')
  socket.onerror = () => {}
  fetch(`http://${host}:${port}/`, { redirect: 'follow', keepalive: true, signal: AbortSignal.timeout(300) }).then(out('fetch'), () => {})
}
http2.connect(`http://${address}:${port}`).on('connect', out('http2')).on('error', () => {})
https.get({ host: address, port, rejectUnauthorized: false }, out('https')).on('error', () => {})
tls.connect({ host: address, port, rejectUnauthorized: false }).on('secureConnect', out('tls')).on('error', () => {})
const proxied = { ...process.env, NODE_USE_ENV_PROXY: '1', HTTP_PROXY: `http://${address}:${port}`, http_proxy: `http://${address}:${port}` }
const child = spawnSync(process.execPath, ['-e', "fetch('http://example.com/', { signal: AbortSignal.timeout(300) }).then(() => console.log('ESCAPED'), () => {})"], { env: proxied })
process.stdout.write(child.stdout)
console.log('tried')
setTimeout(() => process.exit(0), 300)
