// exploit: fills the engine's heap
// outcome: out-of-memory
// wall: 20000
const kept = []
for (;;) kept.push({ text: `${kept.length}`.repeat(10), list: [1, 2, 3] })
