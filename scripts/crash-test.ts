/**
 * `npm run crash -- <kills>` (20 when not given): kills the site and PostgreSQL outright, in turns, while 20 learners write, and then looks for what was
 * acknowledged and is not there, and for what is there twice. Before that it stops PostgreSQL for a while and looks at what the site answers. Works on
 * the build for journeys; part of `npm test`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { openVictims, SITE_URL } from './crash/victims.ts'
import { checkWhileAway } from './crash/while-away.ts'
import { openWriter, type Writer } from './crash/writer.ts'

const KILLS = Number(process.argv[2] ?? 20)
const WRITERS = 20
const LESSON_PATH = '/learn/cookies-sessions-jwt/http-forgets-you'
/** A kill waits until as many writes as there are writers were acknowledged since the last one, and then a moment drawn anew each time. */
const MOMENT_MS_MAX = 400
const FLOW_MS_MAX = 30_000

const folder = mkdtempSync(join(tmpdir(), 'crumbtrail-crash-'))
const victims = await openVictims(folder)
const began = Date.now()
let failures: string[] = []
try {
  const course = await victims.readCourse()
  const [question] = course
  if (!question) throw new Error('the course has no question')
  const away = await checkWhileAway({
    siteUrl: SITE_URL,
    learner: await victims.createLearner('Reader'),
    lessonId: question.lessonId,
    lessonPath: LESSON_PATH,
    stop: victims.stopDatabase,
    start: victims.startDatabase,
  })
  console.log(
    away.length === 0 ? 'database stopped: lessons are read, all else says when to come back, and it comes back' : 'database stopped: faults',
  )
  const writers: Writer[] = []
  for (let index = 0; index < WRITERS; index += 1) writers.push(openWriter(SITE_URL, await victims.createLearner(`Writer ${index}`), course))
  const writing = writers.map((writer) => writer.start())
  const countAcknowledged = () => writers.reduce((sum, writer) => sum + writer.acknowledged(), 0)
  const flow = async (wanted: number): Promise<number> => {
    const until = Date.now() + FLOW_MS_MAX
    while (countAcknowledged() < wanted) {
      if (Date.now() > until) throw new Error(`only ${countAcknowledged()} writes were acknowledged when ${wanted} were expected`)
      await delay(20)
    }
    return countAcknowledged()
  }
  let acknowledgedBefore = 0
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const acknowledged = await flow(acknowledgedBefore + WRITERS)
    acknowledgedBefore = acknowledged
    await delay(Math.random() * MOMENT_MS_MAX)
    const whom = kill % 2 === 1 ? 'site' : 'database'
    const upAfterMs = await victims.kill(whom)
    console.log(`kill ${kill} of ${KILLS}: the ${whom}, after ${acknowledged} acknowledged writes; up again in ${upAfterMs} ms`)
  }
  for (const writer of writers) writer.finish()
  await Promise.all(writing)
  failures = [...away, ...(await Promise.all(writers.map((writer) => writer.check(victims.rowsOf)))).flat()]
  const total = (count: (writer: Writer) => number) => writers.reduce((sum, writer) => sum + count(writer), 0)
  console.log(
    `${total((writer) => writer.acknowledged())} writes acknowledged, ${total((writer) => writer.unanswered())} requests broke off or were refused and were sent again, ${total((writer) => writer.doubled())} were sent twice at once; ${((Date.now() - began) / 1000).toFixed(0)} s`,
  )
} finally {
  await victims.end()
  rmSync(folder, { recursive: true, force: true })
}
for (const failure of failures.slice(0, 20)) console.error(failure)
console.log(failures.length === 0 ? 'Nothing acknowledged is lost, and nothing is there twice.' : `${failures.length} faults.`)
process.exit(failures.length === 0 ? 0 : 1)
