// exploit: starts threads in machine code that share everything and never end
// part: no
// outcome: wall-timeout cpu-timeout out-of-memory
// wall: 1500
const { runCode } = require('./system-call.cjs')
// clone(CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM), the same stack, start again
const loops = { x64: 'bf000f050031f631d24d31d24d31c0b8380000000f05ebe8', arm64: '00e081d2a000a0f2010080d2020080d2030080d2040080d2881b80d2010000d4f8ffff17' }
for (;;) runCode(Buffer.from(loops[process.arch], 'hex'))
