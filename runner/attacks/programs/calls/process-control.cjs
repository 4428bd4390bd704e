// exploit: turns the kernel's switches of its own process: another filter, securebits, ambient rights, memory map, reaper, syscall dispatch, core scheduling
// outcome: finished
// says: turned none
const { syscall } = require('./system-call.cjs')
const prctl = { x64: 157, arm64: 167 }[process.arch]
for (const option of [22, 28, 47, 35, 36, 59, 62, 24, 26, 8, 53, 0x59616d61, 10, 14, 33, 57, 64, 65, 70]) {
  const answer = syscall(prctl, option, 1, 0, 0, 0)
  if (answer !== 'EINVAL') console.log('ESCAPED', option, answer)
}
// seccomp(SET_MODE_FILTER) and a strict mode that would end the process
for (const mode of [0, 1, 2, 3]) if (syscall({ x64: 317, arm64: 277 }[process.arch], mode, 0, 0) !== 'EPERM') console.log('ESCAPED seccomp', mode)
console.log('turned none')
