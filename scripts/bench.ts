/** `npm run bench`: every figure that the README states, from one run on this machine. `-- --no-clone` leaves out the slow part, `-- --runs` all but the runner. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { measureCleanClone } from './bench/clean-clone.ts'
import { measureDiscussions } from './bench/discussions.ts'
import { measurePageBytes } from './bench/page-bytes.ts'
import { requireDescendant } from './bench/processes.ts'
import { measureProgress } from './bench/progress.ts'
import { compareWithBareNode } from './bench/requests.ts'
import { measureSignIns } from './bench/sign-in.ts'
import { measureBundles, measureJars, measureScenario } from './bench/simulated-browser.ts'
import { tellRuns } from './bench/tell-runs.ts'
import { openRunner } from './content-check/open-runner.ts'
import { runningPostgresUrl } from './launch/embedded-postgres.ts'
import { placeThings } from './launch/placement.ts'

const PORT = 3250
const RUNNER_PORT = 3251
const lessonPath = '/learn/cookies-sessions-jwt/cookies-sessions-concept'

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
const milliseconds = (value: number) => `${value.toFixed(0)} ms`
const heading = (text: string) => console.log(`\n## ${text}`)

const workFolder = await mkdtemp(join(tmpdir(), 'crumbtrail-bench-'))
const secret = randomBytes(32).toString('base64url')
const env = {
  ...process.env,
  PORT: String(PORT),
  RUNNER_PORT: String(RUNNER_PORT),
  RUNNER_SECRET: secret,
  DATA_DIR: join(workFolder, 'data'),
  SITE_URL: '',
  NEXT_DIST_DIR: '.next-bench',
  // Those who sign in each have an address of their own.
  TRUSTED_PROXIES: '127.0.0.1,::1',
}

console.log(`# Crumbtrail bench, ${new Date().toISOString().slice(0, 10)}`)
console.log(`${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}`)

if (process.argv.includes('--runs')) {
  heading('Runs through a runner of its own, against bare cold node (100 rounds in turns)')
  const runner = await openRunner()
  await tellRuns(runner, 100).finally(runner.close)
  process.exit()
}

heading('Simulated browser: ten cookies a site, by processor time, medians of 5 rounds')
const perSecond = (value: number) => `${value.toFixed(0).padStart(7)}/s`
const jars = measureJars([50, 3000])
for (const { cookies, storesPerSecond, retrievalsPerSecond, explainedPerSecond } of jars)
  console.log(
    `jar of ${String(cookies).padStart(4)}  stored ${perSecond(storesPerSecond)}  retrieved ${perSecond(retrievalsPerSecond)}  with every cookie of the jar explained ${perSecond(explainedPerSecond)}`,
  )
const [small, large] = jars.map(({ retrievalsPerSecond }) => retrievalsPerSecond) as [number, number]
console.log(`a retrieval from 60 times the cookies takes ${(small / large).toFixed(2)} times as long`)
const scenario = measureScenario()
console.log(`a scenario of ${scenario.steps} steps, ${scenario.requests} requests: ${(1000 / scenario.perSecond).toFixed(2)} ms`)
const { jar, engine, sentences, clinic } = await measureBundles()
console.log(`in a page, minified, gzip, without the suffix list: the jar ${kilobytes(jar)}; the engine with its jar ${kilobytes(engine)},`)
console.log(`  its sentences ${kilobytes(sentences)}; the clinic with its sentences ${kilobytes(clinic)}`)

const launcher = spawn(process.execPath, [join(import.meta.dirname, 'bootstrap.mjs'), 'start'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
const exited = once(launcher, 'exit')
try {
  await new Promise<void>((resolve, reject) => {
    let output = ''
    launcher.stdout.setEncoding('utf8').on('data', (text) => {
      output += text
      if (output.includes(`\nhttp://localhost:${PORT}`)) resolve()
    })
    exited.then(() => reject(new Error(`the launcher ended before it was up:\n${output.slice(-3000)}`)), reject)
  })
  const url = `http://localhost:${PORT}${lessonPath}`

  heading('Lesson page, cold cache, before interaction')
  const rows = await measurePageBytes(url)
  for (const { type, requests, bytes } of rows)
    console.log(`${type.padEnd(12)} ${String(requests).padStart(3)} requests  ${kilobytes(bytes).padStart(10)}`)
  console.log(
    `${'all'.padEnd(12)} ${String(rows.reduce((sum, row) => sum + row.requests, 0)).padStart(3)} requests  ${kilobytes(rows.reduce((sum, row) => sum + row.bytes, 0)).padStart(10)}`,
  )

  heading('Lesson page under load: 16 connections, gzip, medians of 3 rounds of 5 s in turns')
  const { site, bare } = await compareWithBareNode(url, await requireDescendant(launcher.pid as number, 'site.ts'), workFolder)
  for (const [name, figures] of [
    ['site', site],
    ['bare node:http', bare],
  ] as const) {
    console.log(
      `${name.padEnd(16)} ${figures.requestsPerSecond.toFixed(0).padStart(6)} requests/s  ${figures.cpuUsPerRequest.toFixed(0).padStart(6)} us CPU a request  ${kilobytes(figures.bodyBytes)} an answer`,
    )
  }
  console.log(`CPU a request, bare / site: ${(bare.cpuUsPerRequest / site.cpuUsPerRequest).toFixed(3)}`)

  heading('Progress in accounts: 16 learners write 10 things a request for 5 s; one learner reads /progress, 40 times')
  const progress = await measureProgress(`http://localhost:${PORT}`, runningPostgresUrl(placeThings(env.DATA_DIR)))
  console.log(
    `${progress.writesPerSecond.toFixed(0)} writes/s acknowledged, ${progress.requestsPerSecond.toFixed(0)} requests/s (p95 ${milliseconds(progress.writeP95Ms)})`,
  )
  for (const { rows: count, medianMs, p95Ms } of progress.page)
    console.log(`/progress beside ${count} rows: ${milliseconds(medianMs)} (p95 ${milliseconds(p95Ms)})`)
  for (const line of progress.plan) console.log(`  ${line}`)

  heading('Signing in: 16 at once for 5 s, and a lesson read 20 times a second meanwhile')
  const signIns = await measureSignIns(`http://localhost:${PORT}`, url)
  const later = Object.entries(signIns.later).map(([status, times]) => `${times} times ${status}`)
  console.log(
    `${signIns.lookedAtPerSecond.toFixed(0)} passwords looked at a second (median ${milliseconds(signIns.medianMs)}); told to come back: ${later.join(', ') || 'none'}`,
  )
  console.log(
    `a lesson's p99: ${milliseconds(signIns.quietP99Ms)} quiet, ${milliseconds(signIns.busyP99Ms)} meanwhile (${(signIns.busyP99Ms / signIns.quietP99Ms).toFixed(2)} times)`,
  )

  heading('Pages of a discussion, signed out, 40 rounds in turns')
  for (const { page, medianMs, p95Ms, bytes } of await measureDiscussions(`http://localhost:${PORT}`, runningPostgresUrl(placeThings(env.DATA_DIR))))
    console.log(`${page.padEnd(30)} ${milliseconds(medianMs)} (p95 ${milliseconds(p95Ms)}), ${kilobytes(bytes)}`)

  heading('Runs through the runner, against bare cold node (100 rounds in turns)')
  await tellRuns({ url: `http://127.0.0.1:${RUNNER_PORT}`, secret, pid: await requireDescendant(launcher.pid as number, 'runner/src/main.ts') }, 100)
} finally {
  launcher.kill('SIGINT')
  await exited
}

if (!process.argv.includes('--no-clone')) {
  heading('A clean clone')
  const clone = await measureCleanClone({ ...env, DATA_DIR: '.data', NEXT_DIST_DIR: '' })
  console.log(`npm start, first time: ${clone.coldSeconds.toFixed(0)} s; second time: ${clone.warmSeconds.toFixed(1)} s`)
}
await rm(workFolder, { recursive: true, force: true })
