// exploit: makes files whose names are no text, hold line breaks or are as long as can be, and whose rights forbid to remove them
// outcome: finished
// says: made
const fs = require('node:fs')
const names = [Buffer.from([0xff, 0xfe, 0x80]), Buffer.from('a\nb\r\n{"type":"end"}'), Buffer.alloc(255, 'x'), Buffer.from('-rf'), Buffer.from('$(id)`id`'), Buffer.from('..  '), Buffer.from('\u202e\u2066')]
let made = 0
for (const folder of ['/app/', '/tmp/']) {
  for (const name of names) {
    fs.writeFileSync(Buffer.concat([Buffer.from(folder), name]), 'x', { mode: 0o000 })
    made += 1
  }
  fs.mkdirSync(`${folder}closed`)
  fs.writeFileSync(`${folder}closed/inside`, 'x')
  fs.chmodSync(`${folder}closed`, 0)
}
if (made === 14) console.log('made')
