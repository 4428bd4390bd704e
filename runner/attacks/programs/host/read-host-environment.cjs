// exploit: looks for the host's environment in its own, in its parent's and in a child's
// outcome: finished
const { spawnSync } = require('node:child_process')
const allowed = ['PATH', 'TZ', 'LANG', 'HOME', 'PWD']
const child = JSON.parse(spawnSync(process.execPath, ['-p', 'JSON.stringify(process.env)']).stdout)
for (const name of [...Object.keys(process.env), ...Object.keys(child)]) if (!allowed.includes(name)) console.log('ESCAPED', name)
if (JSON.stringify(process.report.getReport()).includes('__HOST_SECRET__')) console.log('ESCAPED report')
