// exploit: leaves dead children uncounted until no process can be started, and more to the namespace's first process
// outcome: wall-timeout
// wall: 1000
const { runCode } = require('./system-call.cjs')
// loop: fork; the child ends at once; the parent goes on without ever waiting, and rests when it may not fork any more
const programs = { x64: 'b839000000' + '0f05' + '85c0' + '7409' + '79f3' + 'b822000000' + '0f05' + 'b83c000000' + '31ff' + '0f05', arm64: '200280d2010080d2020080d2030080d2040080d2881b80d2010000d4f9ffff17' }
runCode(Buffer.from(programs[process.arch], 'hex'))
