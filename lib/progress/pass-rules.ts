import type { Lesson } from '#lib/lessons/lesson.ts'

/** Whether checks must pass, besides the questions, for the lesson to be completed: every lab has some. */
export const needsPass = ({ lab }: Pick<Lesson, 'lab'>): boolean => lab !== null
