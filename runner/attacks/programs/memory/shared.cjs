// exploit: fills memory with shared buffers and with WebAssembly, growing them bit by bit
// outcome: out-of-memory
// wall: 20000
const kept = []
for (;;) {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1000 })
  for (let pages = 1; pages < 256; pages += 1) {
    const at = memory.grow(1) * 65536
    new Uint8Array(memory.buffer, at, 65536).fill(1)
  }
  const shared = new SharedArrayBuffer(8 << 20)
  new Uint8Array(shared).fill(1)
  kept.push(memory, shared)
}
