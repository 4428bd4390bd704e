// `npm run e2e -- <playwright arguments>`: journeys through the whole product in Chromium, with a data folder of their own.
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'

rmSync('.data/e2e/mail', { recursive: true, force: true })
const child = spawn(process.execPath, ['node_modules/@playwright/test/cli.js', 'test', ...process.argv.slice(2)], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 1))
