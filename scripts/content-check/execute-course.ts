import { writeFile } from 'node:fs/promises'
import type { ContentMistake } from '#lib/lessons/content-mistake.ts'
import type { Lab, Lesson } from '#lib/lessons/lesson.ts'
import { type ContentFiles, textOfFile } from '#lib/lessons/loading/content-source.ts'
import { compareRecording, formatRecording, playLab } from './check-lab.ts'
import { checkProgram, listPrograms, type Play } from './check-programs.ts'

/** How many runs at once: the runner takes more, but compares are steadier on a machine that is not full. */
const RUNS_AT_ONCE = 2

export type Executed = { programs: number; labs: number; written: string[]; mistakes: ContentMistake[] }

/** Runs every program and lab of the lessons. With `record` stale recordings are written anew instead of being told. */
export const executeCourse = async (lessons: Lesson[], files: ContentFiles, play: Play, record: boolean): Promise<Executed> => {
  const done: Executed = { programs: 0, labs: 0, written: [], mistakes: [] }
  const work = lessons.flatMap((lesson): (() => Promise<void>)[] => {
    const folder = `content/${lesson.track.slug}/${String(lesson.number).padStart(2, '0')}-${lesson.slug}`
    const programs = listPrograms(lesson, folder, files).map((program) => async () => {
      done.programs += 1
      done.mistakes.push(...(await checkProgram(program, play)))
    })
    const { lab } = lesson
    return lab ? [...programs, () => checkLab({ ...lesson, lab }, folder)] : programs
  })
  const checkLab = async (lesson: Lesson & { lab: Lab }, folder: string) => {
    done.labs += 1
    const { mistakes, recording } = await playLab(lesson, folder, play)
    done.mistakes.push(...mistakes)
    if (!recording) return
    const path = `${folder}/lab/recorded.json`
    const stale = compareRecording(textOfFile(files, path), recording, folder)
    if (stale.length === 0) return
    if (!record) done.mistakes.push(...stale)
    else {
      await writeFile(path, formatRecording(recording))
      done.written.push(path)
    }
  }
  await Promise.all(
    Array.from({ length: RUNS_AT_ONCE }, async () => {
      for (let next = work.shift(); next; next = work.shift()) await next()
    }),
  )
  return done
}
