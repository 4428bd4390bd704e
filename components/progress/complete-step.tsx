'use client'

import { useEffect } from 'react'
import { changeLocalProgress, useLocalProgress } from '#components/progress/local-progress.ts'
import { newWrite } from '#components/progress/new-write.ts'
import { isComplete, settle } from '#lib/progress/progress-rules.ts'

type Props = { lessonId: string; questionIds: readonly string[]; needsPass: boolean }

/**
 * Completes the lesson as soon as nothing is missing, wherever the last of it came from: the playground, which knows no questions, another tab, or the
 * account. Draws nothing.
 */
export function CompleteStep({ lessonId, questionIds, needsPass }: Props) {
  const { progress } = useLocalProgress()
  const joined = questionIds.join(' ')
  const isDue = !progress.lessons[lessonId]?.completed && isComplete(progress, { id: lessonId, questionIds, needsPass })
  useEffect(() => {
    if (!isDue) return
    const lesson = { id: lessonId, questionIds: joined === '' ? [] : joined.split(' '), needsPass }
    changeLocalProgress((before) => settle(before, lesson, newWrite()))
  }, [isDue, lessonId, joined, needsPass])
  return null
}
