import type { ReactNode } from 'react'
import { CodeFigure } from '#components/lessons/code-figure.tsx'
import { showFormPart } from '#components/quizzes/show-form-part.tsx'
import type { ShownPart, ShownQuestion } from '#components/quizzes/shown-question.ts'
import { type MarkdownComponents, renderCode, renderMarkdown } from '#lib/lessons/render-lesson.ts'
import { MATCHER_RULES, type PublicPart, type PublicQuestion } from '#lib/quizzes/public-question.ts'
import { toQuestionForm } from '#lib/quizzes/question-form.ts'
import { plainText, toRichText } from '#lib/quizzes/rich-text.ts'

/** Paragraphs and blocks of code become lines, because a label and a legend hold no blocks. */
const inLabels: MarkdownComponents = {
  p: ({ children }) => <span className="[&+&]:mt-2 [&+&]:block">{children}</span>,
  pre: ({ children }) => (
    <span className="code-plain my-2 block font-normal whitespace-pre [&>code]:p-0 [&>code]:text-[1em] [&>code]:[overflow-wrap:normal]">
      {children}
    </span>
  ),
}

/** Of the lesson around a question: when its code was last run, and where it is. */
export type ShownIn = { lastReviewed: string; path: string }

/** A public question with everything drawn that the server draws: prompt, program, choices. */
export async function showQuestion(question: PublicQuestion, number: number, { lastReviewed, path: lessonPath }: ShownIn): Promise<ShownQuestion> {
  const shared = { id: question.id, number, prompt: await renderMarkdown(question.prompt, inLabels) }
  switch (question.type) {
    case 'single':
    case 'multiple':
      return { ...shared, type: question.type, options: await Promise.all(question.options.map(showMarkdown)) }
    case 'predict': {
      const program = await renderCode(question.program, 'js', { pre: (props) => <CodeFigure lastReviewed={lastReviewed} {...props} /> })
      return { ...shared, type: 'predict', program, options: question.options.map(showOutput) }
    }
    case 'cookies-sent':
    case 'set-cookie-verdict': {
      const form = await toQuestionForm(question)
      const practicePath = `${lessonPath}/practice/${question.id}`
      return { ...shared, type: question.type, seed: form.seed, situation: form.situation, options: form.options.map(showFormPart), practicePath }
    }
    case 'fill-in':
      return { ...shared, type: 'fill-in', rule: question.rule, isNumber: question.rule === MATCHER_RULES.number }
    case 'order':
      return { ...shared, type: 'order', items: await Promise.all(question.items.map(showMarkdown)) }
    case 'match': {
      const [lefts, rights] = await Promise.all([Promise.all(question.lefts.map(showMarkdown)), Promise.all(question.rights.map(showMarkdown))])
      return { ...shared, type: 'match', lefts, rights }
    }
  }
}

async function showMarkdown(part: PublicPart): Promise<ShownPart> {
  const content = await renderMarkdown(part.text, inLabels)
  const words = plainText(toRichText(await renderMarkdown(part.text)))
  return { key: part.key, content, words: words.trim() }
}

function showOutput(part: PublicPart): ShownPart {
  const output = part.text.trimEnd()
  const content: ReactNode =
    output === '' ? (
      <em>It prints nothing.</em>
    ) : (
      <samp className="block overflow-x-auto font-mono text-[0.84375rem] leading-relaxed whitespace-pre-wrap">{output}</samp>
    )
  return { key: part.key, content, words: output }
}
