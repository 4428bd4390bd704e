// exploit: waits at its top level for what never comes, so that it neither runs nor ends
// outcome: exited
// code: 13
await new Promise(() => {})
