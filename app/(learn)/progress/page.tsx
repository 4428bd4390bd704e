import type { Metadata } from 'next'
import Link from 'next/link'
import { answerDatabaseAway } from '#app/answer-status.ts'
import { RememberAccount } from '#components/accounts/remember-account.tsx'
import { lessonPath } from '#components/lessons/lesson-words.ts'
import { MergeOffer } from '#components/progress/merge-offer.tsx'
import { ProgressOverview } from '#components/progress/progress-overview.tsx'
import { RunHistory } from '#components/progress/run-history.tsx'
import { SiteFooter } from '#components/site/site-footer.tsx'
import { SiteHeader } from '#components/site/site-header.tsx'
import { findViewer } from '#lib/accounts/current-viewer.ts'
import type { Viewer } from '#lib/accounts/viewer.ts'
import { orDatabaseAway } from '#lib/db.ts'
import type { Track } from '#lib/lessons/lesson.ts'
import { listTracks } from '#lib/lessons/lesson-catalogue.ts'
import { forOverview, type OverviewTrack } from '#lib/progress/overview-rules.ts'
import { findProgress, listRuns } from '#lib/progress/read-account.ts'

export const metadata: Metadata = {
  title: 'Your progress',
  description: 'Every step of every track, with what you have opened, answered and done.',
  robots: { index: false },
}

const RUNS_SHOWN = 10

export default async function ProgressPage() {
  const [found, tracks] = await Promise.all([orDatabaseAway(findViewer), listTracks()])
  const viewer = found.ok ? found.value : null
  if (!found.ok) await answerDatabaseAway()
  return (
    <>
      <SiteHeader />
      <main id="main" tabIndex={-1} className="page max-w-5xl py-10">
        <h1 className="text-3xl font-bold tracking-title">Your progress</h1>
        {viewer ? <OfAccount viewer={viewer} tracks={tracks} /> : <OfBrowser tracks={tracks} isAway={!found.ok} />}
      </main>
      <SiteFooter />
    </>
  )
}

async function OfAccount({ viewer, tracks }: { viewer: Viewer; tracks: Track[] }) {
  const [progress, runs] = await Promise.all([findProgress(viewer), listRuns(viewer, RUNS_SHOWN)])
  if (!progress.ok) await answerDatabaseAway()
  const titles = new Map(
    tracks.flatMap((track) => track.steps.flatMap((step) => (step.lesson ? [[step.lesson.id, stepLink(track, step)] as const] : []))),
  )
  return (
    <>
      <RememberAccount id={viewer.id} displayName={viewer.displayName} />
      <p className="mt-3 text-muted">{`Kept in the account of ${viewer.displayName}, and the same on every device where you are signed in.`}</p>
      <Rule />
      <div className="mt-6 empty:hidden">
        <MergeOffer />
      </div>
      <div className="mt-10">
        {progress.ok ? (
          <ProgressOverview tracks={tracks.map(toOverview)} account={{ id: viewer.id, progress: forOverview(progress.value) }} />
        ) : (
          <Away />
        )}
        {runs.ok && runs.value.length > 0 ? <RunHistory runs={runs.value} lessons={titles} /> : null}
      </div>
    </>
  )
}

function OfBrowser({ tracks, isAway }: { tracks: Track[]; isAway: boolean }) {
  return (
    <>
      {isAway ? (
        <Away />
      ) : (
        <p className="needs-js mt-3 max-w-prose text-muted">
          {'This is what your browser knows; it is kept nowhere else. '}
          <SignIn /> to have it on every device.
        </p>
      )}
      <p className="without-js mt-3 max-w-prose">
        {'Without an account your progress is kept by the scripts of your browser, and they are off, so there is nothing to show. '}
        <SignIn />, and your progress is kept in your account and shown here, with scripts or without.
      </p>
      <Rule />
      <div className="mt-10">
        <ProgressOverview tracks={tracks.map(toOverview)} account={null} />
      </div>
    </>
  )
}

/** When a step counts as done. */
function Rule() {
  return (
    <p className="mt-2 max-w-prose text-muted">
      A step is done when its questions were answered right and, where it has a lab, the lab’s checks passed; or when you mark it so.
      <span className="without-js"> Labs run with scripts alone; without them the mark is the way.</span>
    </p>
  )
}

function SignIn() {
  return (
    <Link href="/sign-in?next=%2Fprogress" prefetch={false} className="link">
      Sign in
    </Link>
  )
}

function Away() {
  return (
    <p role="alert" className="mt-3 max-w-prose">
      Your account cannot be reached right now. Nothing is lost: what you do is kept in your browser and sent when it is back. Reload this page in a
      moment.
    </p>
  )
}

const stepLink = (track: Track, step: Track['steps'][number]) => ({ title: step.title, href: lessonPath(track.slug, step.slug) })

function toOverview(track: Track): OverviewTrack {
  return {
    id: track.id,
    title: track.title,
    href: `/learn/${track.slug}`,
    modules: track.modules.map(({ id, title, steps }) => ({
      id,
      title,
      steps: steps.map((step) => ({
        number: step.number,
        title: step.title,
        lesson: step.lesson
          ? { id: step.lesson.id, href: lessonPath(track.slug, step.slug), questionIds: step.lesson.questionIds, needsPass: step.lesson.hasLab }
          : null,
      })),
    })),
  }
}
