import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ContentError } from './content-mistake.ts'
import { sampleCourse } from './loading/sample-course.ts'

let project = ''

const write = async (files: Map<string, Uint8Array>) => {
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(project, path)), { recursive: true })
    await writeFile(join(project, path), bytes)
    // A file written twice within one tick of the file system's clock has changed all the same.
    const changed = new Date(Date.now() + Math.random() * 1e6)
    await utimes(join(project, path), changed, changed)
  }
}

/** The catalogue as a fresh process has it, over a content folder of the test's own. */
const openCatalogue = async (live: boolean) => {
  vi.resetModules()
  vi.stubEnv('CONTENT_LIVE', live ? '1' : '')
  vi.spyOn(process, 'cwd').mockReturnValue(project)
  return import('./lesson-catalogue.ts')
}

beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'catalogue-'))
  await write(sampleCourse())
})

afterEach(async () => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  await rm(project, { recursive: true })
})

const withExpression = { file: 'sample/01-one/lesson.mdx', from: '## First things', to: '## First things\n\n{1}' }
const withoutSummary = { file: 'sample/track.yaml', from: 'summary: A track for tests.\n', to: '' }

describe('the catalogue of a built site', () => {
  it('finds tracks, lessons, questions and pictures, and null for what is not there', async () => {
    const catalogue = await openCatalogue(false)
    expect((await catalogue.listTracks()).map(({ slug }) => slug)).toEqual(['sample'])
    expect((await catalogue.findTrack('sample'))?.steps).toHaveLength(3)
    expect(await catalogue.findTrack('toString')).toBeNull()
    expect(await catalogue.findLesson('sample', 'one')).toMatchObject({ id: 'les-one' })
    expect(await catalogue.findLesson('sample', 'three')).toBeNull()
    expect(await catalogue.findLessonById('les-two')).toMatchObject({ slug: 'two' })
    expect(await catalogue.findLessonById('les-zero')).toBeNull()
    expect(await catalogue.findQuestion('q-two-third')).toMatchObject({ lesson: { id: 'les-two' }, question: { type: 'predict' } })
    expect(await catalogue.findQuestion('q-none')).toBeNull()
    expect(await catalogue.listLessonPaths()).toEqual([
      { track: 'sample', lesson: 'one' },
      { track: 'sample', lesson: 'two' },
    ])
    expect(await catalogue.listPicturePaths()).toEqual([{ track: 'sample', lesson: 'two', picture: 'flow.svg' }])
    expect((await catalogue.findPicture('sample', 'two', 'flow.svg'))?.type).toBe('image/svg+xml')
    for (const name of ['gone.svg', 'quiz.yaml', '../02-two/flow.svg', 'lab/lab.yaml'])
      expect(await catalogue.findPicture('sample', 'two', name)).toBeNull()
  })

  it('reads once', async () => {
    const catalogue = await openCatalogue(false)
    const before = await catalogue.listTracks()
    await write(sampleCourse(withExpression))
    expect(await catalogue.listTracks()).toBe(before)
  })

  it('stops on every mistake at once, and recovers when they are mended', async () => {
    await write(sampleCourse(withExpression, withoutSummary))
    const catalogue = await openCatalogue(false)
    const error: unknown = await catalogue.listTracks().catch((thrown: unknown) => thrown)
    expect((error as Error).name).toBe(ContentError.name)
    expect((error as Error).message).toMatch(
      /^The content has 1 mistake:\n {2}content\/sample\/track.yaml:1 summary: the field is missing; expected a text/,
    )
    await write(sampleCourse())
    expect(await catalogue.listTracks()).toHaveLength(1)
  })
})

describe('the catalogue while content is read live', () => {
  it('shows a change at once, and a mistake in place of its lesson', async () => {
    const catalogue = await openCatalogue(true)
    expect(await catalogue.findLesson('sample', 'one')).toMatchObject({ id: 'les-one' })
    await write(sampleCourse(withExpression))
    expect(await catalogue.findLesson('sample', 'one')).toMatchObject({ slug: 'one', trackSlug: 'sample', broken: [{ field: '{expression}' }] })
    expect(await catalogue.findLesson('sample', 'two')).toMatchObject({ id: 'les-two', previous: null })
    expect(await catalogue.listLessonPaths()).toContainEqual({ track: 'sample', lesson: 'one' })
    expect(await catalogue.findQuestion('q-one-first')).toBeNull()
    await write(sampleCourse())
    expect(await catalogue.findLesson('sample', 'one')).toMatchObject({ id: 'les-one' })
  })

  it('reads only when something has changed', async () => {
    const catalogue = await openCatalogue(true)
    expect(await catalogue.findTrack('sample')).toBe(await catalogue.findTrack('sample'))
  })

  it('reads a lesson again only when a file of its own has changed', async () => {
    const catalogue = await openCatalogue(true)
    const quizOf = async (slug: string) => {
      const lesson = await catalogue.findLesson('sample', slug)
      return lesson && 'quiz' in lesson ? lesson.quiz : null
    }
    const [one, two] = [await quizOf('one'), await quizOf('two')]
    await write(sampleCourse({ file: 'sample/02-two/quiz.yaml', from: 'prompt: How many?', to: 'prompt: How many now?' }))
    expect(await quizOf('one')).toBe(one)
    expect(await quizOf('two')).not.toEqual(two)
  })

  it('stops on a track that cannot be read', async () => {
    await write(sampleCourse(withoutSummary))
    const catalogue = await openCatalogue(true)
    await expect(catalogue.listTracks()).rejects.toThrow('summary')
  })
})
