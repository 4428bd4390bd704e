import { expect, it } from 'vitest'
import { firstFault } from './run-request-schema.ts'
import { SnapshotRequestSchema } from './snapshot-schema.ts'

const shared = (content: string) => SnapshotRequestSchema.safeParse({ lessonId: 'les-shared', files: [{ path: 'server.js', content }] })

it.each([
  ['NUL', 'const a = "\0"'],
  ['half a character', 'const a = "\ud83c"'],
])('shared code with %s is refused by name, for no database would keep it', (_, content) => {
  const { error } = shared(content)
  expect(error && firstFault(error)).toMatchObject({ field: 'files.0.content', message: expect.stringMatching(/expected text without/) })
})

it('shared code may hold every whole character', () => {
  expect(shared('const a = "\u0001 é 🍪"').success).toBe(true)
})
