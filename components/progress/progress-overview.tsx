'use client'

import Link from 'next/link'
import { useAccountHint } from '#components/accounts/account-hint.ts'
import { stepCount } from '#components/lessons/lesson-words.ts'
import { useLocalProgress } from '#components/progress/local-progress.ts'
import { CONFIDENCE_WORDS, dayOfWrite, keepingSentence } from '#components/progress/progress-words.ts'
import { ResumeLink } from '#components/progress/resume-link.tsx'
import { mergeProgress } from '#lib/progress/merge-rules.ts'
import { type OverviewStep, type OverviewTrack, type StepStanding, standingOf } from '#lib/progress/overview-rules.ts'
import { countDone, percentDone } from '#lib/progress/progress-rules.ts'
import { EMPTY_PROGRESS, type Progress } from '#lib/progress/progress-schema.ts'

type Account = { id: string; progress: Progress }

/**
 * Every track with where its learner stands. With an account it is drawn from the server's knowledge, and this browser adds what is still on its way;
 * without one this browser alone knows.
 */
export function ProgressOverview({ tracks, account }: { tracks: readonly OverviewTrack[]; account: Account | null }) {
  const { isKnown, progress: local, keeping } = useLocalProgress()
  const hint = useAccountHint()
  const isMine = account !== null && hint.account?.id === account.id
  const progress = account ? (isMine ? mergeProgress(account.progress, local) : account.progress) : isKnown ? local : EMPTY_PROGRESS
  const isDrawn = account !== null || isKnown
  const isEmpty = isDrawn && Object.keys(progress.lessons).length === 0 && Object.keys(progress.questions).length === 0
  return (
    <div className={account ? '' : 'needs-js'}>
      {isMine && keeping !== 'saved' ? (
        <p role="status" className="mb-6 text-sm text-muted">
          {keepingSentence(keeping, new Date().toISOString())}
        </p>
      ) : null}
      {isEmpty ? <p className="mb-6 text-base">Nothing is here yet. Open a lesson, and it will be.</p> : null}
      <div className={`grid gap-14 ${isDrawn ? '' : 'invisible'}`}>
        {tracks.map((track) => (
          <TrackStanding key={track.id} track={track} progress={progress} isFromServer={account !== null} />
        ))}
      </div>
    </div>
  )
}

function TrackStanding({ track, progress, isFromServer }: { track: OverviewTrack; progress: Progress; isFromServer: boolean }) {
  const steps = track.modules.flatMap((module) => module.steps)
  const done = countDone(progress, idsOf(steps))
  const percent = percentDone(done, steps.length)
  const resumable = steps.flatMap(({ lesson, number, title }) => (lesson ? [{ lessonId: lesson.id, number, title, href: lesson.href }] : []))
  return (
    <section aria-labelledby={`track-${track.id}`}>
      <h2 id={`track-${track.id}`} className="text-2xl">
        <Link href={track.href} prefetch={false} className="plain-link">
          {track.title}
        </Link>
      </h2>
      <p className="mt-2 text-base tabular-nums">
        <span className="font-semibold">{`${percent}% done`}</span>
        <span className="text-muted">{`, ${done} of ${steps.length} steps`}</span>
      </p>
      <progress className="mt-3 max-w-xl" value={done} max={steps.length} aria-label={`${track.title}: ${done} of ${steps.length} steps done`} />
      <p className="mt-5">
        <ResumeLink steps={resumable} progress={isFromServer ? progress : undefined} />
      </p>
      <div className="track-map mt-9">
        {track.modules.map((module) => (
          <ModuleStanding key={module.id} id={`${track.id}-${module.id}`} module={module} progress={progress} />
        ))}
      </div>
    </section>
  )
}

function ModuleStanding({ id, module, progress }: { id: string; module: OverviewTrack['modules'][number]; progress: Progress }) {
  const done = countDone(progress, idsOf(module.steps))
  const isWritten = module.steps.some(({ lesson }) => lesson !== null)
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="flex items-baseline justify-between gap-4 border-b border-line pb-2.5 text-base font-semibold">
        {module.title}
        <span className="text-sm font-normal whitespace-nowrap text-muted tabular-nums">
          {isWritten ? `${percentDone(done, module.steps.length)}% done` : stepCount(module.steps)}
        </span>
      </h3>
      <ol className="mt-2 grid">
        {module.steps.map((step) => (
          <li key={step.number}>
            <Step step={step} progress={progress} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Step({ step: { number, title, lesson }, progress }: { step: OverviewStep; progress: Progress }) {
  if (!lesson)
    return (
      <p className="map-step text-muted">
        <span className="rail-number">{number}</span>
        <span>
          {title}
          <span className="sr-only"> (not written yet)</span>
        </span>
      </p>
    )
  const standing = standingOf(progress, lesson)
  return (
    <div id={lesson.id} className="map-step scroll-mt-[calc(var(--header)+1rem)]">
      <span className="inline-block min-w-[1.5em] text-end tabular-nums">
        {standing.state === 'done' ? (
          <span className="text-good" aria-hidden="true">
            ✓
          </span>
        ) : (
          number
        )}
      </span>
      <div className="min-w-0">
        <Link href={lesson.href} prefetch={false} className="font-medium plain-link">
          <span className="sr-only">{`Step ${number}: `}</span>
          {title}
        </Link>
        {/* The server does not know the learner's time zone: a day may differ from the browser's until something changes. */}
        <p suppressHydrationWarning className="text-sm text-muted">
          {standingWords(standing)}
        </p>
      </div>
    </div>
  )
}

const STATE_WORDS = { new: 'Not opened', opened: 'Opened', done: 'Done' }
const CHECKS_WORDS = { open: 'its lab’s checks have not passed yet', passed: 'its lab’s checks passed' }

function standingWords({ state, at, right, questions, checks, confidence }: StepStanding): string {
  return [
    at ? `${STATE_WORDS[state]} ${dayOfWrite(at)}` : STATE_WORDS[state],
    ...(questions > 0 && state !== 'new' ? [`${right} of ${questions} right`] : []),
    ...(checks && state !== 'new' ? [CHECKS_WORDS[checks]] : []),
    ...(confidence ? [`can explain it: ${CONFIDENCE_WORDS[confidence.level].toLowerCase()}, ${dayOfWrite(confidence.at)}`] : []),
  ].join(' · ')
}

const idsOf = (steps: readonly OverviewStep[]): string[] => steps.flatMap(({ lesson }) => (lesson ? [lesson.id] : []))
