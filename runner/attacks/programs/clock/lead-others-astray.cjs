// exploit: stands where its children's clock is to be found, and gives them and another site times that are none
// kind: lab
// sites: a.test:3000 b.test:3001
// clock: 2030-01-01T00:00:00Z
// steps: GET a.test/ | wait 60 | GET b.test/ | GET a.test/
// exchange: none
// outcome: finished
// sees: "body":"2030
const { spawn } = require('node:child_process')
const net = require('node:net')
if (process.env.PORT === '3000') {
  for (let pid = 1; pid < 20; pid += 1) {
    net.createServer((socket) => socket.on('error', () => {}).write('NaN\n-1e9\nInfinity\n{}\n')).on('error', () => {}).listen(`\0crumbtrail-clock-${pid}-3001`)
    net.connect(`\0crumbtrail-clock-${pid}-3001`).on('error', () => {}).write('NaN\n')
  }
  for (const value of ['{', 'null', '{"owner":1,"calendarShiftMs":"x","movedMs":1e999}', '[]']) spawn(process.execPath, ['-e', 'setTimeout(() => {}, 50)'], { env: { ...process.env, CRUMBTRAIL_CLOCK: value }, stdio: 'ignore' })
}
require('node:http').createServer((req, res) => res.end(new Date().toISOString())).listen(process.env.PORT)
