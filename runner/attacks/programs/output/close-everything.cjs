// exploit: closes its streams and goes on in silence
// outcome: wall-timeout
// wall: 1000
const fs = require('node:fs')
for (const descriptor of [0, 1, 2]) fs.closeSync(descriptor)
setInterval(() => {}, 1000)
