// exploit: has a name as long as names may be, and as deep
// as: a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t/u/v/w/x/y/z/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t/u/v/w/x/y/z/xx.cjs
// outcome: finished
// says: deep
console.log(__filename.length > 100 ? 'deep' : __filename)
