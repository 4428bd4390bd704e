import { JobFileSchema } from '@crumbtrail/runner/contract'
import { z } from 'zod'
import { isKeepableText, KEEPABLE_TEXT_EXPECTED } from '#lib/keepable-text.ts'
import { LessonIdSchema } from '#lib/lessons/lesson-schema.ts'
import { PLAYGROUND_LIMITS } from './playground-limits.ts'

/** 128 random bits in base64url: not to be guessed, and short enough for a link. */
export const SnapshotIdSchema = z.string().regex(/^[A-Za-z0-9_-]{22}$/, 'expected the 22 characters of a shared link')

const sourceBytes = (files: readonly { content: string }[]) => files.reduce((sum, { content }) => sum + new TextEncoder().encode(content).length, 0)

export const SnapshotFilesSchema = z
  .array(JobFileSchema)
  .min(1, 'expected at least one file')
  .max(PLAYGROUND_LIMITS.filesMax)
  .superRefine((files, context) => {
    const bytes = sourceBytes(files)
    if (bytes > PLAYGROUND_LIMITS.sourceBytesMax)
      context.addIssue({ code: 'custom', message: `the files hold ${bytes} bytes; expected at most ${PLAYGROUND_LIMITS.sourceBytesMax} in all` })
    files.forEach(({ path, content }, index) => {
      if (!isKeepableText(content)) context.addIssue({ code: 'custom', path: [index, 'content'], message: KEEPABLE_TEXT_EXPECTED })
      if (files.findIndex((other) => other.path === path) !== index)
        context.addIssue({ code: 'custom', path: [index, 'path'], message: `${path} is given twice` })
    })
  })
export type SnapshotFile = z.output<typeof JobFileSchema>

/** What a page sends to share its code. */
export const SnapshotRequestSchema = z.strictObject({ lessonId: LessonIdSchema, files: SnapshotFilesSchema })
export type SnapshotRequest = z.output<typeof SnapshotRequestSchema>
