import type { Metadata } from 'next'
import Link from 'next/link'
import { courseFacts } from '#components/lessons/lesson-facts.ts'
import { lessonPath, stepCount } from '#components/lessons/lesson-words.ts'
import { Playground } from '#components/playground/playground.tsx'
import { ResumeLink } from '#components/progress/resume-link.tsx'
import { JsonLd } from '#components/site/json-ld.tsx'
import { pageMetadata } from '#components/site/page-metadata.ts'
import { SiteFooter } from '#components/site/site-footer.tsx'
import { SiteHeader } from '#components/site/site-header.tsx'
import { TrackMap } from '#components/tracks/track-map.tsx'
import { resumeSteps } from '#components/tracks/written-steps.ts'
import type { Lesson } from '#lib/lessons/lesson.ts'
import { findLesson, listTracks } from '#lib/lessons/lesson-catalogue.ts'

const title = 'Crumbtrail: cookies, sessions and JWT on a real Node server'

export const metadata: Metadata = {
  ...pageMetadata({
    title,
    description:
      'Learn cookies, sessions and JWT on a Node server that you edit yourself: short lessons, code that runs beside the text, questions that explain.',
    path: '/',
  }),
  title: { absolute: title },
}

export default async function HomePage() {
  const [flagship, ...others] = await listTracks()
  if (!flagship) throw new Error('content/ holds no track')
  const first = flagship.steps.find((step) => step.lesson !== null)
  const shown = first ? await findLesson(flagship.slug, first.slug) : null
  return (
    <>
      <SiteHeader />
      <main id="main" tabIndex={-1}>
        <div className="page home-hero">
          <div>
            <h1 className="text-hero font-bold tracking-title">See how a server remembers you.</h1>
            <p className="mt-5 text-lg text-muted">
              Learn cookies, sessions and JWT on a Node server that you edit yourself. Run it, read every byte of the conversation, answer questions
              that say why.
            </p>
            <p className="mt-7 flex flex-wrap items-center gap-x-4 gap-y-3">
              <ResumeLink steps={resumeSteps(flagship)} className="button button-primary button-large" />
              <span className="text-sm text-muted">{`No account. Nothing to install. ${stepCount(flagship.steps)}.`}</span>
            </p>
          </div>
          {shown && !('broken' in shown) && shown.lab ? <HomeLab lesson={shown} lab={shown.lab} /> : null}
        </div>
        {[flagship, ...others].map((track) => (
          <section key={track.id} aria-labelledby={`track-${track.slug}`} className="page pb-16">
            <h2 id={`track-${track.slug}`} className="text-2xl">
              <Link href={`/learn/${track.slug}`} prefetch={false} className="plain-link">
                {track.title}
              </Link>
            </h2>
            <p className="mt-2 mb-7 max-w-3xl text-base text-muted">{`${track.summary} ${stepCount(track.steps)}.`}</p>
            <TrackMap track={track} />
          </section>
        ))}
      </main>
      <SiteFooter />
      <JsonLd facts={courseFacts(flagship)} />
    </>
  )
}

function HomeLab({ lesson, lab }: { lesson: Lesson; lab: NonNullable<Lesson['lab']> }) {
  return (
    <section aria-labelledby="home-lab" className="home-lab">
      <h2 id="home-lab" className="border-b border-line px-3.5 py-2.5 text-sm font-medium tracking-normal">
        {`The playground of step ${lesson.number}, live: ${lab.title}`}
      </h2>
      <Playground
        lab={lab}
        lessonId={lesson.id}
        contentVersion={lesson.frontMatter.contentVersion}
        path={lessonPath(lesson.track.slug, lesson.slug)}
        variant="compact"
      />
    </section>
  )
}
