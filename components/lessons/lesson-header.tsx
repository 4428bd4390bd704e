import Link from 'next/link'
import type { ReactNode } from 'react'
import { dayWords, lessonPath, levelWords, meansWords } from '#components/lessons/lesson-words.ts'
import type { Lesson } from '#lib/lessons/lesson.ts'

const aimLabels = [
  ['what', 'You learn'],
  ['why', 'Why it matters'],
  ['where', 'Where you use it'],
  ['how', 'How to work'],
  ['ready', 'You are ready'],
] as const

/** Everything that stands above the prose. `completion` is what the reader has done, kept apart from the place in the track. */
export function LessonHeader({ lesson, completion }: { lesson: Lesson; completion: ReactNode }) {
  const { frontMatter, number, percentThrough, track } = lesson
  return (
    <header>
      <p className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 text-sm text-muted">
        <span className="font-semibold text-network">Lesson</span>
        <span className="font-semibold text-ink">{`Step ${number}/${track.stepCount}`}</span>
        <span title="Where this step stands in the track">{`${percentThrough}% through track`}</span>
        {completion}
      </p>
      <h1 id="lesson-title" className="mt-3 text-3xl font-bold tracking-title">
        {frontMatter.title}
      </h1>
      <p className="mt-2 font-mono text-sm break-words text-muted">{lesson.slug}</p>
      <progress className="mt-4" value={number} max={track.stepCount} aria-label={`Place in the track: step ${number} of ${track.stepCount}`} />
      <LessonFacts lesson={lesson} />
      <LessonAims lesson={lesson} />
    </header>
  )
}

function LessonFacts({ lesson: { frontMatter, minutes } }: { lesson: Lesson }) {
  const { contentVersion, lastReviewed, level, mode } = frontMatter
  return (
    <dl className="facts mt-4">
      <Fact label="Level">{levelWords[level]}</Fact>
      <Fact label="Reading and doing">{`~${minutes} min`}</Fact>
      <Fact label="Track mode">
        <code>{mode}</code>
      </Fact>
      <Fact label="Means">{meansWords[mode]}</Fact>
      <Fact label="Last reviewed">
        <time dateTime={lastReviewed}>{dayWords(lastReviewed)}</time>
      </Fact>
      <Fact label="Content">{contentVersion}</Fact>
    </dl>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function LessonAims({ lesson: { frontMatter, prerequisites } }: { lesson: Lesson }) {
  return (
    <section aria-labelledby="this-lesson" className="mt-6">
      <h2 id="this-lesson" className="sr-only">
        This lesson
      </h2>
      <dl className="aims">
        {aimLabels.map(([key, label]) => (
          <div key={key}>
            <dt>{label}</dt>
            <dd>{frontMatter.aims[key]}</dd>
          </div>
        ))}
        <div>
          <dt>Before this</dt>
          <dd>
            {prerequisites.length === 0
              ? 'Nothing. Start here.'
              : prerequisites.map((before, index) => (
                  <span key={before.id}>
                    {index > 0 ? ', ' : ''}
                    <Link href={lessonPath(before.trackSlug, before.slug)} prefetch={false} className="link">
                      {before.title}
                    </Link>
                  </span>
                ))}
          </dd>
        </div>
      </dl>
    </section>
  )
}
