/**
 * What authors write in track.yaml and in a lesson's front matter; lab.yaml is in lab-schema.ts. The descriptions are for authors: the
 * content check repeats them in its messages.
 */
import { z } from 'zod'

const SlugSchema = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected lower-case words joined by hyphens')
/** One line of text. */
export const LineSchema = z
  .string()
  .trim()
  .min(1, 'expected a text that is not empty')
  .regex(/^[^\r\n]*$/, 'expected one line')
/** Text of any length. */
export const TextSchema = z.string().trim().min(1, 'expected a text that is not empty')

export const LevelSchema = z.enum(['basic', 'intermediate', 'advanced'])
export type Level = z.output<typeof LevelSchema>

/** What a learner does besides reading: nothing, one script, or a server with requests. */
export const ModeSchema = z.enum(['none', 'nodejs_script', 'nodejs_server'])
export type Mode = z.output<typeof ModeSchema>

export const LessonIdSchema = z.string().regex(/^les-[a-z0-9]+(-[a-z0-9]+)*$/, 'expected an id such as les-http-forgets-you')

export const ContentVersionSchema = z
  .string()
  .regex(/^v\d{8}$/, 'expected v and a date, such as v20260528')
  .refine(
    (text) => z.iso.date().safeParse(text.replace(/^v(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')).success,
    'expected a date that exists, such as v20260528',
  )

const SourceSchema = z.strictObject({
  title: LineSchema.describe('name of the source, as a reader would look for it'),
  url: z.url({ protocol: /^https$/, error: 'expected an https address' }).describe('https address of the source'),
  revision: z
    .union([LineSchema, z.number().transform(String)])
    .optional()
    .describe('revision or date that was read, in quotes'),
  sections: z
    .array(z.union([LineSchema, z.number().transform(String)]))
    .min(1, 'expected at least one section, or no sections field')
    .optional()
    .describe('sections that the lesson relies on, each in quotes'),
})

export const FrontMatterSchema = z.strictObject({
  id: LessonIdSchema.describe('permanent id of the lesson; progress points to it, so it never changes'),
  title: LineSchema.describe('title of the lesson, the same as in track.yaml'),
  summary: LineSchema.max(300, 'expected at most 300 characters').describe('one or two plain sentences for lists, search and previews'),
  level: LevelSchema.describe('the same level as in track.yaml'),
  mode: ModeSchema.describe('none (read and quiz), nodejs_script or nodejs_server'),
  effortMinutes: z.int().min(1).max(240).optional().describe('minutes, when the computed figure is wrong; otherwise leave it out'),
  lastReviewed: z.iso.date('expected a date that exists, as YYYY-MM-DD').describe('day on which the lesson was last read against its sources'),
  contentVersion: ContentVersionSchema.describe('version of the lesson and its questions; answers are kept with it'),
  authors: z.array(LineSchema).min(1, 'expected at least one author').describe('who answers for the lesson'),
  aims: z
    .strictObject({
      what: TextSchema.describe('what the lesson teaches'),
      why: TextSchema.describe('why it matters'),
      where: TextSchema.describe('where it is applied'),
      how: TextSchema.describe('how to work through it'),
      ready: TextSchema.describe('how a learner knows that they are ready to go on'),
    })
    .describe('the five lines of "This lesson"'),
  prerequisites: z.array(LessonIdSchema).describe('ids of the lessons that come before; [] when there are none'),
  sources: z.array(SourceSchema).min(1, 'expected at least one source').describe('what the facts were checked against'),
  discussionTopics: z.array(LineSchema).min(1, 'expected at least one starter topic').describe('questions that open the discussion'),
})
export type FrontMatter = z.output<typeof FrontMatterSchema>

export const TrackStepSchema = z.strictObject({
  slug: SlugSchema.describe("permanent last part of the step's address"),
  title: LineSchema.describe('title of the step'),
  aim: LineSchema.describe('one plain sentence: what a learner can do afterwards'),
  level: LevelSchema.describe('basic, intermediate or advanced'),
})

/** track.yaml: every step of the track in order, with a lesson or without one yet. */
export const TrackSchema = z
  .strictObject({
    id: SlugSchema.describe('permanent id of the track'),
    title: LineSchema.describe('title of the track'),
    summary: LineSchema.max(300, 'expected at most 300 characters').describe('one or two plain sentences about the track'),
    modules: z
      .array(
        z.strictObject({
          id: SlugSchema.describe('permanent id of the module, unique in its track'),
          title: LineSchema.describe('title of the module'),
          steps: z.array(TrackStepSchema).min(1, 'expected at least one step').describe('the steps of the module in order'),
        }),
      )
      .min(1, 'expected at least one module')
      .describe('the modules of the track in order'),
  })
  .superRefine((track, context) => {
    const moduleIds = new Set<string>()
    const slugs = new Set<string>()
    track.modules.forEach((module, index) => {
      if (moduleIds.has(module.id))
        context.addIssue({ code: 'custom', path: ['modules', index, 'id'], message: 'expected an id that no other module of the track has' })
      moduleIds.add(module.id)
      module.steps.forEach((step, place) => {
        if (slugs.has(step.slug))
          context.addIssue({
            code: 'custom',
            path: ['modules', index, 'steps', place, 'slug'],
            message: 'expected a slug that no other step of the track has',
          })
        slugs.add(step.slug)
      })
    })
  })
