// exploit: has one pattern look at one text for ever, which no timer of its own could interrupt
// part: no
// outcome: cpu-timeout wall-timeout
// wall: 1200
setTimeout(() => console.log('ESCAPED'), 10)
;/^(([a-z])+.)+[A-Z]([a-z])+$/.test('a'.repeat(60))
