// exploit: signals every process number that there is, groups and sessions too, to hit a neighbour, the agent or the runner
// outcome: finished
// says: signalled
// beside: neighbour
const { syscall } = require('./system-call.cjs')
// Lower numbers are those of its own threads.
for (let pid = 60; pid < 70_000; pid += 1) {
  try {
    process.kill(pid, 'SIGUSR1')
    console.log('ESCAPED', pid)
  } catch (error) {
    if (error.code !== 'ESRCH' && error.code !== 'EPERM') console.log('ESCAPED', pid, error.code)
  }
}
for (const pid of [-2, -100, -__HOST_PID__]) {
  try {
    if (pid !== -process.pid) process.kill(pid, 0)
    if (pid < -50) console.log('ESCAPED group', pid)
  } catch (error) {
    if (error.code !== 'ESRCH' && error.code !== 'EPERM') console.log('ESCAPED', pid, error.code)
  }
}
// Queued signals carry a sender that can be forged: rt_sigqueueinfo, rt_tgsigqueueinfo, pidfd_send_signal.
for (const number of { x64: [129, 297, 424], arm64: [138, 240, 424] }[process.arch]) if (syscall(number, __HOST_PID__, 10, Buffer.alloc(128)) !== 'EPERM') console.log('ESCAPED', number)
console.log('signalled')
