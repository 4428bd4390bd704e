// exploit: ends itself by the signals of limits, to have a limit told that was never reached
// outcome: signal
process.kill(process.pid, 'SIGXCPU')
setTimeout(() => process.kill(process.pid, 'SIGXFSZ'), 50)
setTimeout(() => process.kill(process.pid, 'SIGKILL'), 100)
