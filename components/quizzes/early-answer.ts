import { choiceAnswer } from '#components/quizzes/choice-answer.ts'
import type { ShownQuestion } from '#components/quizzes/shown-question.ts'
import type { Answer } from '#lib/quizzes/answer-schema.ts'
import { matchField, placeField } from '#lib/quizzes/quiz-form.ts'

/** What was chosen in the controls of a question before the page's scripts ran; null when they stand as they were drawn. */
export function earlyAnswer(question: ShownQuestion, group: HTMLElement): Answer | null {
  const chosen = [...group.querySelectorAll<HTMLInputElement>('input:checked')].map(({ value }) => value)
  const selected = (name: string) => group.querySelector<HTMLSelectElement>(`select[name="${CSS.escape(name)}"]`)?.value ?? ''
  switch (question.type) {
    case 'single':
    case 'predict':
    case 'multiple':
    case 'cookies-sent':
    case 'set-cookie-verdict':
      return choiceAnswer(question, chosen)
    case 'fill-in': {
      const text = group.querySelector<HTMLInputElement>('input[type="text"]')?.value ?? ''
      return text === '' ? null : { type: 'fill-in', text }
    }
    case 'order': {
      const places = question.items.map(({ key }) => ({ key, place: Number(selected(placeField(question.id, key))) }))
      return places.every(({ place }, index) => place === index + 1) ? null : { type: 'order', order: orderOf(places) }
    }
    case 'match': {
      const pairs = question.lefts
        .map(({ key }) => ({ left: key, right: selected(matchField(question.id, key)) }))
        .filter(({ right }) => right !== '')
      return pairs.length === 0 ? null : { type: 'match', pairs }
    }
  }
}

/**
 * The order that places mean which were given one by one, in the order of drawing: what was moved stands where it was put (the
 * first of two with one place does), and the rest fills up in the order in which it came.
 */
export function orderOf(places: readonly { key: string; place: number }[]): string[] {
  const put = new Map<number, string>()
  places.forEach(({ key, place }, index) => {
    if (place !== index + 1 && place >= 1 && place <= places.length && !put.has(place)) put.set(place, key)
  })
  const taken = new Set(put.values())
  const rest = places.map(({ key }) => key).filter((key) => !taken.has(key))
  return places.map((_, index) => put.get(index + 1) ?? (rest.shift() as string))
}

/** Whether two answers say the same; the lines of a match may have been chosen in any order. */
export function isSameAnswer(one: Answer, other: Answer | undefined): boolean {
  return other !== undefined && inOneForm(one) === inOneForm(other)
}

function inOneForm(answer: Answer): string {
  if (answer.type !== 'match') return JSON.stringify(answer)
  return JSON.stringify({ ...answer, pairs: answer.pairs.toSorted((a, b) => a.left.localeCompare(b.left)) })
}
