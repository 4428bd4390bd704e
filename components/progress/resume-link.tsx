'use client'

import Link from 'next/link'
import { useLocalProgress } from '#components/progress/local-progress.ts'
import { lessonToResume, stepState } from '#lib/progress/progress-rules.ts'
import type { Progress } from '#lib/progress/progress-schema.ts'

export type ResumeStep = { lessonId: string; number: number; title: string; href: string }

type Props = { steps: readonly ResumeStep[]; progress?: Progress | undefined; className?: string }

/**
 * Where to go on: the lesson opened last and not done, else the first that is not done. By this browser's knowledge, unless another is given; until that
 * is there, the first of all.
 */
export function ResumeLink({ steps, progress: given, className = 'button button-primary' }: Props) {
  const local = useLocalProgress()
  const progress = given ?? local.progress
  const next = nextStep(steps, progress)
  if (!next) return null
  return (
    <Link href={next.step.href} prefetch={false} className={className}>
      {`${next.verb} step ${next.step.number}: ${next.step.title}`}
    </Link>
  )
}

function nextStep(steps: readonly ResumeStep[], progress: Progress): { verb: string; step: ResumeStep } | null {
  const resumedId = lessonToResume(
    progress,
    steps.map((step) => step.lessonId),
  )
  const resumed = steps.find((step) => step.lessonId === resumedId)
  if (resumed) return { verb: 'Resume', step: resumed }
  const open = steps.find((step) => stepState(progress, step.lessonId) !== 'done')
  const [first] = steps
  if (open) return { verb: open === first ? 'Start with' : 'Go on with', step: open }
  return first ? { verb: 'Read again', step: first } : null
}
