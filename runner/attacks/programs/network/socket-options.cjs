// exploit: hands the kernel a packet filter, a TCP upper-layer protocol, a routing table and a tunnel through socket options
// outcome: finished
const { syscall } = require('./system-call.cjs')
// Descriptor 0 is no socket in the probe: a call that passes the filter says so.
for (const [level, option] of [[1, 26], [1, 50], [1, 51], [1, 52], [6, 31], [6, 13], [0, 64], [0, 65], [41, 64], [17, 100], [17, 104], [270, 1], [263, 1], [41, 56], [0, 200]]) {
  const answer = syscall('setsockopt', 0, level, option, 'xxxxxxxxxxxxxxxx', 16)
  if (answer !== 'ENOPROTOOPT') console.log('ESCAPED', level, option, answer)
}
if (syscall('setsockopt', 0, 1, 2, 'xxxx', 4) !== 'ENOTSOCK') console.log('ESCAPED: the probe does not work')
