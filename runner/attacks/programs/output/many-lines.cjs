// exploit: writes few bytes in more lines than anybody can show
// outcome: output-cut
process.stdout.write('\n'.repeat(30_000))
setInterval(() => {}, 1000)
