// exploit: ends the first process of its own namespace, to confuse who waits for it
// outcome: finished wall-timeout
// wall: 1500
for (const signal of ['SIGKILL', 'SIGTERM', 'SIGSTOP', 'SIGSEGV', 'SIGINT', 'SIGHUP']) {
  try {
    process.kill(1, signal)
  } catch (error) {
    console.log(error.code)
  }
}
console.log('still here')
