// exploit: writes what is no text: halves of characters, lone surrogates, every byte, in portions cut anywhere
// outcome: finished
// says: end
const fs = require('node:fs')
const bytes = Buffer.concat([Buffer.from('😀é'.repeat(50)), Buffer.from(Array.from({ length: 256 }, (_, index) => index)), Buffer.from('eda080f4bfbfbfc080', 'hex')])
for (let at = 0; at < bytes.length; at += 1) {
  fs.writeSync(1, bytes.subarray(at, at + 1))
  fs.writeSync(2, bytes.subarray(at, at + 1))
}
fs.writeSync(1, '\nend\n')
fs.writeSync(1, Buffer.from([0xf0, 0x9f]))
