// exploit: looks in every folder that it may write for what another run left or keeps there at this moment
// outcome: finished
// says: alone
// beside: neighbour
const fs = require('node:fs')
const own = new Set(['/app/sources-of-other-runs.cjs', '/app/system-call.cjs'])
const walk = (folder) => fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? walk(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]))
for (const folder of ['/app', '/tmp']) for (const file of walk(folder)) if (!own.has(file)) console.log('ESCAPED', file)
fs.writeFileSync('/tmp/mine', 'x')
fs.writeFileSync('/app/mine', 'x')
fs.writeFileSync('/app/neighbour-secret', 'changed')
setTimeout(() => console.log('alone'), 200)
