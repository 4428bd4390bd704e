/**
 * The components that a lesson may use, with their props. The guard checks them before anything is drawn; the components
 * themselves are in the site's component map under the same names.
 */
import { z } from 'zod'
import { QuestionIdSchema } from '#lib/quizzes/quiz-schema.ts'

const LineSchema = z.string().trim().min(1, 'expected a text that is not empty')
const none = z.strictObject({})

/** Props by component name; a component that is not here does not exist for a lesson. */
export const LESSON_COMPONENT_PROPS = {
  Predict: z.strictObject({ question: LineSchema }),
  Lab: none,
  Quiz: z.strictObject({ ids: z.array(QuestionIdSchema).min(1, 'expected at least one question id') }),
  Callout: z.strictObject({ kind: z.enum(['note', 'warning', 'insecure']), title: LineSchema.optional() }),
  Tip: none,
  Mistake: z.strictObject({ title: LineSchema }),
  Compare: z.strictObject({ caption: LineSchema }),
  Term: z.strictObject({ means: LineSchema }),
  Figure: z.strictObject({
    src: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*\.(svg|png|webp|avif|jpg)$/, "expected the name of a picture in the lesson's folder, such as flow.svg"),
    alt: LineSchema,
    caption: LineSchema.optional(),
  }),
  Steps: none,
  InterviewQuestions: none,
  InterviewCards: none,
  Faq: none,
  QA: z.strictObject({ question: LineSchema }),
  SelfCheck: none,
} as const

export type LessonComponentName = keyof typeof LESSON_COMPONENT_PROPS

/** Props of one component, as its implementation receives them (children apart). */
export type LessonComponentProps<Name extends LessonComponentName> = z.output<(typeof LESSON_COMPONENT_PROPS)[Name]>

export const isLessonComponentName = (name: string | null): name is LessonComponentName =>
  name !== null && Object.hasOwn(LESSON_COMPONENT_PROPS, name)

/** What may stand inside a component. Prose inside `counted` components belongs to the words of the lesson. */
export const LESSON_COMPONENT_CHILDREN: Record<
  LessonComponentName,
  { holds: 'prose' | 'nothing' | 'table' | 'ordered-list' | 'list' | 'qa' | 'text'; counted: boolean }
> = {
  Predict: { holds: 'prose', counted: true },
  Lab: { holds: 'prose', counted: true },
  Quiz: { holds: 'nothing', counted: false },
  Callout: { holds: 'prose', counted: true },
  Tip: { holds: 'prose', counted: true },
  Mistake: { holds: 'prose', counted: true },
  Compare: { holds: 'table', counted: false },
  Term: { holds: 'text', counted: true },
  Figure: { holds: 'nothing', counted: false },
  Steps: { holds: 'ordered-list', counted: true },
  InterviewQuestions: { holds: 'qa', counted: false },
  InterviewCards: { holds: 'qa', counted: false },
  Faq: { holds: 'qa', counted: false },
  QA: { holds: 'prose', counted: false },
  SelfCheck: { holds: 'list', counted: false },
}
