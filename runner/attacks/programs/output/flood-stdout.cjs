// exploit: writes to stdout as fast as it can, to fill the reader's memory
// outcome: output-cut
for (;;) process.stdout.write('x'.repeat(100_000))
