import type { ReactNode } from 'react'
import { HeadingLine } from '#components/lessons/prose/heading-line.tsx'
import type { LessonComponentProps } from '#lib/lessons/lesson-component-schema.ts'

type WithChildren<Props> = Props & { children?: ReactNode }

export function InterviewQuestions({ children }: WithChildren<LessonComponentProps<'InterviewQuestions'>>) {
  return (
    <section aria-labelledby="interview-questions" className="interview-questions">
      <HeadingLine level={2} id="interview-questions">
        Interview questions
      </HeadingLine>
      {children}
    </section>
  )
}

export function InterviewCards({ children }: WithChildren<LessonComponentProps<'InterviewCards'>>) {
  return (
    <section aria-labelledby="interview-cards">
      <HeadingLine level={2} id="interview-cards">
        Interview cards
      </HeadingLine>
      <p className="mb-4 text-ui text-muted">Say your answer aloud, then open the card.</p>
      <div className="cards">{children}</div>
    </section>
  )
}

export function Faq({ children }: WithChildren<LessonComponentProps<'Faq'>>) {
  return (
    <section aria-labelledby="frequent-questions">
      <HeadingLine level={2} id="frequent-questions">
        Frequent questions
      </HeadingLine>
      {children}
    </section>
  )
}

/** One question; the answer unfolds without a script. */
export function QA({ question, children }: WithChildren<LessonComponentProps<'QA'>>) {
  return (
    <details className="disclosure">
      <summary>{question}</summary>
      <div className="answer">{children}</div>
    </details>
  )
}

export function SelfCheck({ children }: WithChildren<LessonComponentProps<'SelfCheck'>>) {
  return (
    <section aria-labelledby="self-check" className="self-check">
      <HeadingLine level={2} id="self-check">
        Self-check
      </HeadingLine>
      {children}
    </section>
  )
}
