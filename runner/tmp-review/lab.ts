import { spawn } from 'node:child_process'
import { readFileSync, globSync, cpSync, rmSync, mkdirSync } from 'node:fs'
import { request } from 'node:http'
import { parse } from 'yaml'
const [dir, variant] = process.argv.slice(2)
const base = globSync(`../content/*/${dir}*/lab`)[0]!
const lab = parse(readFileSync(`${base}/lab.yaml`, 'utf8'))
rmSync('tmp-review/lab', { recursive: true, force: true }); mkdirSync('tmp-review/lab', { recursive: true })
cpSync(`${base}/${variant}`, 'tmp-review/lab', { recursive: true })
const port = 39471
const child = spawn('../node_modules/.bin/node', ['tmp-review/lab/' + lab.sites[0].entry], { env: { ...process.env, PORT: String(port), NODE_ENV: '' }, stdio: ['ignore', 'inherit', 'inherit'] })
await new Promise((r) => setTimeout(r, 1500))
const set: Record<string, string[]> = {}
for (const st of lab.steps) {
  const u = new URL(st.url)
  const headers: Record<string, string> = { Host: u.host, 'X-Forwarded-Proto': u.protocol.slice(0, -1), ...st.headers }
  if (st.body) headers['Content-Length'] = String(Buffer.byteLength(st.body))
  if (st.cookiesFrom) { const c = set[st.cookiesFrom]!.map((l) => l.split(';')[0]).join('; '); if (c) headers.Cookie = c }
  const { status, h, body } = await new Promise<any>((res, rej) => {
    const r = request({ port, host: '127.0.0.1', method: st.method, path: u.pathname + u.search, headers, agent: false }, (m) => { let b = ''; m.on('data', (d) => (b += d)); m.on('end', () => res({ status: m.statusCode, h: m.headers, body: b })) })
    r.on('error', rej); r.end(st.body)
  })
  set[st.id] = h['set-cookie'] ?? []
  console.log(st.id.padEnd(18), status, body.trim().slice(0, 160), h.location ? `-> ${h.location}` : '', h['strict-transport-security'] ?? '', (h['set-cookie'] ?? []).map((c: string) => `\n      ${c.slice(0, 150)}`).join(''))
}
child.kill()
