/**
 * `npm run content:check`: tells every mistake of content/, then executes in the sandbox what is runnable and compares.
 * `-- --static` leaves the execution out, `-- --record` writes the labs' recordings anew. The build asks for `--any-day` too: it works
 * on a machine whose clock is behind.
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { listContentFiles, readContentFiles } from '#lib/lessons/content-files.ts'
import { type ContentMistake, formatMistake, sortMistakes } from '#lib/lessons/content-mistake.ts'
import { latestDayAt } from '#lib/lessons/loading/date-rules.ts'
import { loadCourse } from '#lib/lessons/loading/load-course.ts'
import { loadLesson } from '#lib/lessons/loading/load-lesson.ts'
import { executeCourse } from './content-check/execute-course.ts'
import { openRunner } from './content-check/open-runner.ts'
import { patiently, runJob } from './content-check/run-job.ts'
import { Trouble } from './launch/progress.ts'

const flag = { type: 'boolean', default: false } as const
const { values: options } = parseArgs({ options: { static: flag, record: flag, 'any-day': flag } })

const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`

const tell = (mistakes: ContentMistake[], after: string): number => {
  for (const mistake of sortMistakes(mistakes)) console.error(formatMistake(mistake))
  console.error(`content: ${count(mistakes.length, 'mistake')}${after}`)
  return 1
}

const main = async (): Promise<number> => {
  const root = resolve('content')
  const files = await readContentFiles(root, await listContentFiles(root))
  const { tracks, lessons, mistakes } = loadCourse(files, loadLesson, options['any-day'] ? undefined : latestDayAt(new Date()))
  if (mistakes.length > 0) return tell(mistakes, '; nothing was executed')
  console.log(`content: ${count(tracks.length, 'track')} and ${count(lessons.length, 'lesson')} read, no mistakes`)
  if (options.static) return 0

  const began = Date.now()
  const runner = await openRunner()
  try {
    const done = await executeCourse(
      lessons,
      files,
      patiently((job) => runJob(runner, job)),
      options.record,
    )
    for (const path of done.written) console.log(`content: wrote ${path}`)
    console.log(
      `content: ${count(done.programs, 'program')} and ${count(done.labs, 'lab')} executed in ${((Date.now() - began) / 1000).toFixed(1)} s`,
    )
    return done.mistakes.length > 0 ? tell(done.mistakes, '') : 0
  } finally {
    await runner.close()
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof Trouble)) throw error
  console.error(error.message)
  process.exitCode = 1
}
