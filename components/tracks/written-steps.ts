import { lessonPath } from '#components/lessons/lesson-words.ts'
import type { ResumeStep } from '#components/progress/resume-link.tsx'
import type { Track, TrackStep } from '#lib/lessons/lesson.ts'

/** Permanent ids of the lessons that a track or a module has by now. */
export const writtenIds = ({ steps }: { steps: TrackStep[] }): string[] => steps.flatMap(({ lesson }) => (lesson ? [lesson.id] : []))

/** The steps of a track that can be opened, as the link that resumes it wants them. */
export const resumeSteps = (track: Track): ResumeStep[] =>
  track.steps.flatMap(({ lesson, number, title, slug }) =>
    lesson ? [{ lessonId: lesson.id, number, title, href: lessonPath(track.slug, slug) }] : [],
  )
