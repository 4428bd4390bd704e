// exploit: writes one line that never ends, which whoever reads by lines would keep
// outcome: output-cut
for (;;) process.stdout.write('x'.repeat(997))
