import { EventSchema } from '@crumbtrail/runner/contract'
import { z } from 'zod'
import { ContentVersionSchema } from './lesson-schema.ts'

/** lab/recorded.json: what the content check saw when it played a lab, with values that differ from run to run named. */
export const RecordingSchema = z.strictObject({
  contentVersion: ContentVersionSchema,
  start: z.array(EventSchema).min(1),
  solved: z.array(EventSchema).min(1),
})
export type Recording = z.output<typeof RecordingSchema>
