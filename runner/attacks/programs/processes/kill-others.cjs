// exploit: sends signals to processes of the host, to the sandbox's first process and to everything
// outcome: finished
for (const pid of [Number('__HOST_PID__'), 1, 100, 1000, 4321]) {
  for (const signal of ['SIGKILL', 'SIGSTOP', 0]) {
    if (pid === 1 && signal !== 0) continue
    try {
      process.kill(pid, signal)
      if (pid !== 1) console.log('ESCAPED', pid)
    } catch (error) {
      if (error.code !== 'ESRCH' && error.code !== 'EPERM') console.log('ESCAPED', pid, error.code)
    }
  }
}
