// exploit: waits for what never comes, in the one thread that could be asked to stop
// outcome: wall-timeout
// wall: 1000
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
