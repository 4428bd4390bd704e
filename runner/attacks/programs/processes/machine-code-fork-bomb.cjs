// exploit: forks in machine code, as fast as the kernel can
// outcome: wall-timeout cpu-timeout out-of-memory
// wall: 2500
const { runCode } = require('./system-call.cjs')
// loop: call fork (clone with SIGCHLD alone), start again
const loops = { x64: 'bf1100000031f631d24d31d24d31c0b8380000000f05ebe8', arm64: '200280d2010080d2020080d2030080d2040080d2881b80d2010000d4f9ffff17' }
for (;;) runCode(Buffer.from(loops[process.arch], 'hex'))
