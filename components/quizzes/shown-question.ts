import type { ReactNode } from 'react'
import type { RichText } from '#lib/quizzes/rich-text.ts'

/** A choice, item or side of a pair as it is drawn: its key in answers, what is seen, and the same in words alone. */
export type ShownPart = { key: string; content: ReactNode; words: string }

/** A question as the page draws it before it is answered; everything in it may be seen by anyone. */
export type ShownQuestion = { id: string; number: number; prompt: ReactNode } & (
  | { type: 'single' | 'multiple'; options: ShownPart[] }
  | { type: 'predict'; program: ReactNode; options: ShownPart[] }
  | { type: 'cookies-sent' | 'set-cookie-verdict'; seed: number; situation: RichText[]; options: ShownPart[]; practicePath: string }
  | { type: 'fill-in'; rule: string; isNumber: boolean }
  | { type: 'order'; items: ShownPart[] }
  | { type: 'match'; lefts: ShownPart[]; rights: ShownPart[] }
)

export type ShownOf<Type extends ShownQuestion['type']> = Extract<ShownQuestion, { type: Type }>

/** What all questions of a lesson share. */
export type ShownLesson = { id: string; contentVersion: string; questionIds: string[]; needsPass: boolean }

/** How a type is called beside the question's number. */
export const TYPE_WORDS: Record<ShownQuestion['type'], string> = {
  single: 'one is right',
  multiple: 'one or more are right',
  predict: 'predict the output',
  'fill-in': 'fill in',
  order: 'put in order',
  match: 'match',
  'cookies-sent': 'one or more are right',
  'set-cookie-verdict': 'one is right',
}

/** The letter by which a right side is named: A for the first. */
export const letterOf = (index: number): string => String.fromCharCode(65 + index)
