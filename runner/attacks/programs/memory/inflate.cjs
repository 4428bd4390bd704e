// exploit: unpacks kilobytes into gigabytes, in the native code of zlib
// outcome: out-of-memory
// wall: 20000
const zlib = require('node:zlib')
const kept = []
const small = zlib.gzipSync(Buffer.alloc(24 << 20))
for (;;) kept.push(zlib.gunzipSync(small).fill(1))
