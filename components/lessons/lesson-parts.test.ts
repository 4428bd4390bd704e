import { describe, expect, it } from 'vitest'
import { proseParts } from '#components/lessons/lesson-parts.ts'

const headings = [
  { id: 'first', depth: 2 as const, text: 'First' },
  { id: 'deeper', depth: 3 as const, text: 'Deeper' },
]

describe('proseParts', () => {
  it('puts what the components open after the headings, in the order of the text', () => {
    const body = '## First\n\n### Deeper\n\n<SelfCheck>\n\n- a\n\n</SelfCheck>\n\n<InterviewQuestions>\n</InterviewQuestions>\n'
    expect(proseParts({ headings, body }).map((part) => part.id)).toEqual(['first', 'deeper', 'self-check', 'interview-questions'])
  })

  it('names no component that the text only speaks of', () => {
    expect(proseParts({ headings, body: 'The `<Faq>` component is not used here.\n' })).toEqual(headings)
  })
})
