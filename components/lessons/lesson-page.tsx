import Link from 'next/link'
import type { ComposerAction } from '#components/discussions/composer-state.ts'
import { DiscussionSection } from '#components/discussions/discussion-section.tsx'
import { JumpMenu } from '#components/lessons/frame/jump-menu.tsx'
import { LabFrame } from '#components/lessons/frame/lab-frame.tsx'
import { LessonViews } from '#components/lessons/frame/lesson-views.tsx'
import { RailToggle } from '#components/lessons/frame/rail-toggle.tsx'
import { ScrollSpy } from '#components/lessons/frame/scroll-spy.tsx'
import { lessonComponents } from '#components/lessons/lesson-components.tsx'
import { StepLinks } from '#components/lessons/lesson-ending.tsx'
import { lessonFacts } from '#components/lessons/lesson-facts.ts'
import { LessonHeader } from '#components/lessons/lesson-header.tsx'
import { pageParts } from '#components/lessons/lesson-parts.ts'
import { Sources } from '#components/lessons/lesson-sources.tsx'
import { lessonPath } from '#components/lessons/lesson-words.ts'
import { Playground } from '#components/playground/playground.tsx'
import { CompleteStep } from '#components/progress/complete-step.tsx'
import { ConfidenceForm } from '#components/progress/confidence-form.tsx'
import { KeptWhere } from '#components/progress/kept-where.tsx'
import { MarkDone } from '#components/progress/mark-done.tsx'
import { RecordOpened } from '#components/progress/record-opened.tsx'
import { TrackCompletion } from '#components/progress/track-completion.tsx'
import { QuizSection } from '#components/quizzes/quiz-section.tsx'
import { JsonLd } from '#components/site/json-ld.tsx'
import { SiteFooter } from '#components/site/site-footer.tsx'
import { SiteHeader } from '#components/site/site-header.tsx'
import { TrackRail } from '#components/tracks/track-rail.tsx'
import { writtenIds } from '#components/tracks/written-steps.ts'
import type { Lesson, Track } from '#lib/lessons/lesson.ts'
import { renderLesson } from '#lib/lessons/render-lesson.ts'
import { needsPass } from '#lib/progress/pass-rules.ts'

/** The whole lesson page. In the order of the document: prose, confidence, playground, questions, sources, discussion. */
export async function LessonPage({ lesson, track, postAction }: { lesson: Lesson; track: Track; postAction: ComposerAction }) {
  const parts = pageParts(lesson)
  const asked = { lessonId: lesson.id, questionIds: lesson.quiz.questions.map((question) => question.id), needsPass: needsPass(lesson) }
  const path = lessonPath(track.slug, lesson.slug)
  const prose = await renderLesson(lesson, lessonComponents(lesson))
  return (
    <>
      <SiteHeader
        trail={<Trail track={track} module={lesson.module.title} />}
        tools={
          <>
            <RailToggle />
            <JumpMenu parts={parts} />
          </>
        }
      />
      <div className="lesson-shell">
        <TrackRail track={track} current={lesson.slug} parts={parts} />
        <main id="main" tabIndex={-1} className="lesson" data-with-lab={lesson.lab ? '' : undefined}>
          <article className="lesson-read" aria-labelledby="lesson-title">
            <LessonHeader lesson={lesson} completion={<TrackCompletion lessonIds={writtenIds(track)} total={track.steps.length} />} />
            <div className="prose mt-9">{prose}</div>
            <ConfidenceForm lessonId={lesson.id} path={path} />
          </article>
          {lesson.lab ? (
            <LabFrame title={lesson.lab.title}>
              <Playground lab={lesson.lab} lessonId={lesson.id} contentVersion={lesson.frontMatter.contentVersion} path={path} />
            </LabFrame>
          ) : null}
          <div className="lesson-after">
            <QuizSection lesson={lesson} />
            <MarkDone {...asked} path={path} />
            <KeptWhere />
            <Sources sources={lesson.frontMatter.sources} />
            <StepLinks lesson={lesson} />
          </div>
          <DiscussionSection lesson={lesson} action={postAction} />
        </main>
      </div>
      <LessonViews hasLab={lesson.lab !== null} />
      <SiteFooter />
      <ScrollSpy ids={parts.map((part) => part.id)} />
      <RecordOpened {...asked} />
      <CompleteStep {...asked} />
      <JsonLd facts={lessonFacts(lesson)} />
    </>
  )
}

function Trail({ track, module }: { track: Track; module: string }) {
  return (
    <nav aria-label="Where you are" className="min-w-0 text-sm text-muted max-md:hidden">
      <ol className="flex min-w-0 gap-2">
        <li className="truncate">
          <Link href={`/learn/${track.slug}`} prefetch={false} className="plain-link">
            {track.title}
          </Link>
        </li>
        <li className="flex min-w-0 gap-2 max-lg:hidden">
          <span aria-hidden="true">/</span>
          <span className="truncate">{module}</span>
        </li>
      </ol>
    </nav>
  )
}
