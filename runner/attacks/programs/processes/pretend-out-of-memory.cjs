// exploit: ends as the kernel ends a program without memory, to have the run told so
// outcome: exited signal
process.exit(137)
