// exploit: has the runner write a second boot frame on its stdin, and looks for what is left of the first
// outcome: finished
// stdin: 0000{"files":[{"path":"../escape.cjs","content":"x"}],"entry":"../escape.cjs","env":{"NODE_OPTIONS":"--inspect"},"clockStartsAtMs":0}
// says: whole
const fs = require('node:fs')
const given = fs.readFileSync(0, 'utf8')
if (!given.startsWith('0000{"files"') || !given.endsWith('"clockStartsAtMs":0}')) console.log('ESCAPED', given.slice(0, 200))
if (process.env.NODE_OPTIONS || fs.existsSync('/escape.cjs')) console.log('ESCAPED')
console.log('whole')
