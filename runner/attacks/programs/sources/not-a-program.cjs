// exploit: is given as a native module
// as: entry.node
// outcome: exited
