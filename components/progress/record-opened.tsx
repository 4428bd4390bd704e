'use client'

import { useEffect } from 'react'
import { changeLocalProgress } from '#components/progress/local-progress.ts'
import { newWrite } from '#components/progress/new-write.ts'
import { recordOpened } from '#lib/progress/progress-rules.ts'

/** Notes in this browser that the lesson was opened, so that it can be resumed. Draws nothing. */
export function RecordOpened({ lessonId, questionIds, needsPass }: { lessonId: string; questionIds: readonly string[]; needsPass: boolean }) {
  const joined = questionIds.join(' ')
  useEffect(() => {
    const lesson = { id: lessonId, questionIds: joined === '' ? [] : joined.split(' '), needsPass }
    changeLocalProgress((before) => recordOpened(before, lesson, newWrite()))
  }, [lessonId, joined, needsPass])
  return null
}
