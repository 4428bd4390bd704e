/**
 * `npm run content:check`: tells every mistake of content/, then executes in the sandbox what is runnable and compares.
 * `-- --static` leaves the execution out (the build's part), `-- --record` writes the labs' recordings anew.
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { listContentFiles, readContentFiles } from '#lib/lessons/content-files.ts'
import { type ContentMistake, formatMistake, sortMistakes } from '#lib/lessons/content-mistake.ts'
import { loadCourse } from '#lib/lessons/loading/load-course.ts'
import { executeCourse } from './content-check/execute-course.ts'
import { openRunner } from './content-check/open-runner.ts'
import { patiently, runJob } from './content-check/run-job.ts'
import { Trouble } from './launch/progress.ts'

const { values: options } = parseArgs({ options: { static: { type: 'boolean', default: false }, record: { type: 'boolean', default: false } } })

const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`

const tell = (mistakes: ContentMistake[], after: string): number => {
  for (const mistake of sortMistakes(mistakes)) console.error(formatMistake(mistake))
  console.error(`content: ${count(mistakes.length, 'mistake')}${after}`)
  return 1
}

const main = async (): Promise<number> => {
  const root = resolve('content')
  const files = await readContentFiles(root, await listContentFiles(root))
  const { tracks, lessons, mistakes } = loadCourse(files)
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
