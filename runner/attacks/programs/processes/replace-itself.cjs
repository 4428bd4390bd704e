// exploit: becomes another program in place, again and again, so that whoever watched the first is left behind
// outcome: exited
// code: 9
const turn = Number(process.argv[2] ?? 0)
if (turn < 8) process.execve(process.execPath, [process.execPath, __filename, String(turn + 1)], { ...process.env, TURN: String(turn) })
console.log('replaced', turn)
process.exit(9)
