// exploit: fills memory that the engine does not count, with buffers
// outcome: out-of-memory
// wall: 20000
const kept = []
for (;;) kept.push(Buffer.alloc(4 << 20, 1))
