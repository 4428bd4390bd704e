import type { ComponentType, ReactNode } from 'react'
import { CodeFigure } from '#components/lessons/code-figure.tsx'
import { Callout, Mistake, Predict, Tip } from '#components/lessons/prose/asides.tsx'
import { Compare, HeaderCell, ScrollingTable, Steps, Term } from '#components/lessons/prose/figures.tsx'
import { HeadingLine } from '#components/lessons/prose/heading-line.tsx'
import { LabPointer } from '#components/lessons/prose/lab-pointer.tsx'
import { LessonPicture } from '#components/lessons/prose/lesson-picture.tsx'
import { Faq, InterviewCards, InterviewQuestions, QA, SelfCheck } from '#components/lessons/prose/questions-aloud.tsx'
import { QuizSection } from '#components/quizzes/quiz-section.tsx'
import type { Lesson } from '#lib/lessons/lesson.ts'
import { LESSON_COMPONENT_PROPS, type LessonComponentName, type LessonComponentProps } from '#lib/lessons/lesson-component-schema.ts'
import type { LessonComponents } from '#lib/lessons/render-lesson.ts'

type Drawn<Name extends LessonComponentName> = ComponentType<LessonComponentProps<Name> & { children?: ReactNode }>

/** A component whose props are checked before it draws: the check of the text is not relied upon. */
function checked<Name extends LessonComponentName>(name: Name, Component: Drawn<Name>): Drawn<Name> {
  const Checked = Component as ComponentType<{ children?: ReactNode }>
  return function CheckedComponent({ children, ...given }) {
    return <Checked {...LESSON_COMPONENT_PROPS[name].parse(given)}>{children}</Checked>
  }
}

/** What the names in a lesson's text, and the elements of its Markdown, become on its page. */
export function lessonComponents(lesson: Lesson): LessonComponents {
  const { lastReviewed } = lesson.frontMatter
  return {
    h2: ({ id, children }) => (
      <HeadingLine level={2} id={id}>
        {children}
      </HeadingLine>
    ),
    h3: ({ id, children }) => (
      <HeadingLine level={3} id={id}>
        {children}
      </HeadingLine>
    ),
    pre: (props) => <CodeFigure lastReviewed={lastReviewed} {...props} />,
    table: ({ children }) => <ScrollingTable>{children}</ScrollingTable>,
    th: ({ children }) => <HeaderCell>{children}</HeaderCell>,
    Predict: checked('Predict', Predict),
    Lab: checked('Lab', ({ children }) => <LabPointer hasLab={lesson.lab !== null}>{children}</LabPointer>),
    Quiz: checked('Quiz', ({ ids }) => <QuizSection lesson={lesson} ids={ids} />),
    Callout: checked('Callout', Callout),
    Tip: checked('Tip', Tip),
    Mistake: checked('Mistake', Mistake),
    Compare: checked('Compare', Compare),
    Term: checked('Term', Term),
    Figure: checked('Figure', (props) => <LessonPicture trackSlug={lesson.track.slug} slug={lesson.slug} {...props} />),
    Steps: checked('Steps', Steps),
    InterviewQuestions: checked('InterviewQuestions', InterviewQuestions),
    InterviewCards: checked('InterviewCards', InterviewCards),
    Faq: checked('Faq', Faq),
    QA: checked('QA', QA),
    SelfCheck: checked('SelfCheck', SelfCheck),
  }
}
