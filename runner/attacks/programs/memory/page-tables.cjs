// exploit: touches one byte in each of many wide apart pages, so that the tables of pages grow faster than the pages
// outcome: out-of-memory exited signal
// wall: 20000
const kept = []
for (;;) {
  const wide = new Uint8Array(1 << 30)
  for (let at = 0; at < wide.length; at += 1 << 16) wide[at] = 1
  kept.push(wide)
}
