import type { Lesson } from '#lib/lessons/lesson.ts'

/** One place on the lesson page that can be jumped to. */
export type LessonPart = { id: string; text: string; depth: 2 | 3 }

const apparatus = [
  ['InterviewQuestions', 'interview-questions', 'Interview questions'],
  ['SelfCheck', 'self-check', 'Self-check'],
  ['InterviewCards', 'interview-cards', 'Interview cards'],
  ['Faq', 'frequent-questions', 'Frequent questions'],
] as const

/** The sections of the prose in reading order, then those that its components open, in the order of their first use. */
export function proseParts(lesson: Pick<Lesson, 'headings' | 'body'>): LessonPart[] {
  const opened = apparatus
    .map(([component, id, text]) => ({ at: lesson.body.search(new RegExp(`^<${component}>`, 'm')), part: { id, text, depth: 2 as const } }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at)
  return [...lesson.headings, ...opened.map(({ part }) => part)]
}

/** What the rail lists under its step: the prose, and what is asked and talked over after it. */
export function railParts(parts: readonly LessonPart[]): LessonPart[] {
  return parts.filter(({ id }) => !['main', 'confidence', 'playground', 'sources'].includes(id))
}

/** Every part of the page in reading order, for the jump menu. */
export function pageParts(lesson: Lesson): LessonPart[] {
  const part = (id: string, text: string): LessonPart => ({ id, text, depth: 2 })
  return [
    part('main', 'Top'),
    ...proseParts(lesson),
    part('confidence', 'Your confidence'),
    ...(lesson.lab ? [part('playground', 'Playground')] : []),
    part('check-yourself', 'Check yourself'),
    part('sources', 'Sources'),
    part('discussion', 'Discussion'),
  ]
}
