// exploit: opens sockets past IP: raw, packet, netlink, vsock, kernel crypto, and the rest
// outcome: finished
const { syscall } = require('./system-call.cjs')
const kinds = [[2, 3, 1], [2, 3, 255], [2, 2, 1], [2, 1, 132], [2, 1, 262], [10, 3, 58], [16, 3, 0], [16, 3, 15], [17, 3, 768], [17, 2, 0], [38, 5, 0], [40, 1, 0], [31, 3, 1], [29, 3, 1], [15, 3, 2], [21, 5, 0], [30, 1, 0], [36, 2, 0], [44, 3, 0], [45, 1, 0]]
for (const [family, type, protocol] of kinds) {
  const answer = syscall('socket', family, type, protocol)
  if (answer !== 'EAFNOSUPPORT') console.log('ESCAPED', family, type, protocol, answer)
}
if (syscall('socket', 2, 1, 0) !== 'done') console.log('ESCAPED: the probe does not work')
