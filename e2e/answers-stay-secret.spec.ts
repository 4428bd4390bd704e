/** A learner who looks behind the page finds no answer there: not in its HTML, its data, its scripts, or anything else that is sent before the answer. */
import type { APIRequestContext, Page } from '@playwright/test'
import { type CourseLesson, lessons, type Question, questionOf, SHORT } from './course.ts'
import { expect, test } from './fixtures.ts'
import { answer } from './learner.ts'

/** Whole runs of words without marks that HTML, JSON or Markdown would write differently; long enough to be nobody else's. */
const FRAGMENT_LENGTH_MIN = 18

const fragmentsOf = (text: string): string[] =>
  text
    .split(/[`*_"'<>&[\]()\\{}$#…‑’“”]|\n\n/)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part.length >= FRAGMENT_LENGTH_MIN)

/** What anybody may read in a lesson: its text, the questions without their answers, the lab's starter. */
const openTextOf = ({ body, frontMatter, questions, lab }: CourseLesson): string =>
  [body, JSON.stringify(frontMatter), ...questions.flatMap(openPartsOf), JSON.stringify(lab?.start ?? ''), lab?.task ?? '', ...(lab?.hints ?? [])]
    .join('\n')
    .replace(/\s+/g, ' ')

function openPartsOf(question: Question): string[] {
  const { prompt } = question
  if ('options' in question)
    return [prompt, question.program ?? '', situationOf(question), ...question.options.map(({ text, output }) => text ?? output ?? '')]
  if (question.type === 'order') return [prompt, ...question.items.map(({ text }) => text)]
  if (question.type === 'match')
    return [prompt, ...question.pairs.flatMap(({ left, right }) => [left, right]), ...(question.decoys ?? []).map(({ right }) => right)]
  return [prompt]
}

const situationOf = (question: Question): string => ('situation' in question ? question.situation : '')

/** What only an answer may reveal. */
function secretPartsOf(question: Question): string[] {
  if ('options' in question) return [question.explanation, ...question.options.map(({ why }) => why)]
  if (question.type === 'order') return [question.explanation]
  if (question.type === 'match') return [question.explanation, ...[...question.pairs, ...(question.decoys ?? [])].map(({ why }) => why)]
  return [question.explanation, ...question.answers, ...(question.nearMisses ?? []).map(({ why }) => why)]
}

const open = lessons.map(openTextOf).join(' ')

/** Fragments that would tell an answer or the lab's solution, and are nowhere in what anybody may read. */
function secretsOf(lesson: CourseLesson): string[] {
  const solved = (lesson.lab?.solved ?? []).flatMap(({ content }) => content.split('\n'))
  const secrets = [...lesson.questions.flatMap(secretPartsOf), ...solved].flatMap(fragmentsOf)
  return [...new Set(secrets)].filter((fragment) => !open.includes(fragment))
}

const squeezed = (text: string): string => text.replace(/\\n|\s+/g, ' ')

for (const lesson of lessons) {
  test(`${lesson.slug}: nothing that the page loads holds an answer`, async ({ page, request }) => {
    const secrets = secretsOf(lesson)
    for (const question of lesson.questions) {
      const own = secretPartsOf(question).flatMap(fragmentsOf)
      expect(
        own.filter((fragment) => secrets.includes(fragment)),
        `${question.id} has something to look for`,
      ).not.toEqual([])
    }
    const sent = [...(await loadedBy(page, lesson.path)), ...(await payloadsOf(request, lesson.path))]
    expect(sent.some(({ url, text }) => url.endsWith('.js') && text.length > 1000)).toBe(true)

    const leaks = sent.flatMap(({ url, text }) => secrets.filter((secret) => text.includes(secret)).map((secret) => `${url}: ${secret}`))
    expect(leaks).toEqual([])

    // The search itself works: what may be seen is found, in the page and in the data that goes with it.
    for (const { url, text } of sent.filter(({ kind }) => kind === 'page' || kind === 'payload'))
      for (const question of lesson.questions)
        expect(
          fragmentsOf(question.prompt).some((fragment) => text.includes(fragment)),
          `${question.id} in ${url}`,
        ).toBe(true)
  })
}

test('the reply to an answer tells of that answer and of the right one, and of no other', async ({ page }) => {
  const question = questionOf(SHORT, 'single')
  await page.goto(SHORT.path)
  const replied = page.waitForResponse('**/api/answers')
  await answer(page, question, 'wrong')
  const reply = squeezed(await (await replied).text())
  const chosen = question.options.find(({ right }) => !right)
  for (const option of question.options)
    expect(
      fragmentsOf(option.why).some((fragment) => reply.includes(fragment)),
      option.id,
    ).toBe(option.right === true || option === chosen)
})

test('an answer is graded by the site, whatever the page claims', async ({ request }) => {
  const question = questionOf(SHORT, 'single')
  const ask = async (data: unknown) => {
    const response = await request.post('/api/answers', { headers: { 'sec-fetch-site': 'same-origin' }, data: data as object })
    return { status: response.status(), error: (await response.json()).error }
  }
  const { contentVersion } = SHORT.frontMatter
  const whole = { questionId: question.id, contentVersion, answer: { type: 'single', choice: '0123456789ab' } }
  const refused = [
    [{}, 400, 'questionId'],
    [{ ...whole, answer: { type: 'single', choice: question.options[0]?.id } }, 400, 'answer.choice'],
    [whole, 400, 'answer.choice'],
    [{ ...whole, answer: { ...whole.answer, right: true } }, 400, 'answer'],
    [{ ...whole, answer: { type: 'fill-in', text: 'x' } }, 400, 'answer.type'],
    [{ ...whole, answer: { type: 'multiple', choices: Array(100).fill('0123456789ab') } }, 400, 'answer.choices'],
    [{ ...whole, verdict: 'right' }, 400, 'body'],
    [{ ...whole, questionId: 'q-nobody-asks' }, 404, 'questionId'],
    [{ ...whole, questionId: '__proto__' }, 404, 'questionId'],
  ] as const
  for (const [data, status, field] of refused) expect.soft(await ask(data), JSON.stringify(data)).toMatchObject({ status, error: { field } })
  const oversized = await request.post('/api/answers', {
    headers: { 'sec-fetch-site': 'same-origin' },
    data: { ...whole, padding: 'x'.repeat(100_000) },
  })
  expect(oversized.status()).toBe(413)
  const untyped = await request.post('/api/answers', { headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain' }, data: '{}' })
  expect(untyped.status()).toBe(415)
})

type Sent = { url: string; kind: 'page' | 'payload' | 'other'; text: string }

/** Everything that reaches a browser which opens the page, scrolls through it and presses nothing. */
async function loadedBy(page: Page, path: string): Promise<Sent[]> {
  const bodies: Promise<Sent | null>[] = []
  page.on('response', (response) => {
    const kind = response.request().isNavigationRequest() ? 'page' : 'other'
    const isText = /html|javascript|json|x-component|text/.test(response.headers()['content-type'] ?? '')
    if (isText) bodies.push(response.text().then((text) => ({ url: response.url(), kind, text: squeezed(text) })))
  })
  await page.goto(path)
  await page.getByRole('contentinfo').scrollIntoViewIfNeeded()
  await page.waitForLoadState('networkidle')
  return (await Promise.all(bodies)).filter((body) => body !== null)
}

/** The data of the page as the framework sends it to a browser that comes from another page, whole and for prefetching. */
async function payloadsOf(request: APIRequestContext, path: string): Promise<Sent[]> {
  const asked: Record<string, string>[] = [
    { rsc: '1' },
    { rsc: '1', 'next-router-prefetch': '1' },
    { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
  ]
  const sent: Sent[] = []
  for (const headers of asked) {
    const response = await request.get(path, { headers })
    expect(response.ok()).toBe(true)
    const isWhole = !('next-router-prefetch' in headers)
    if (isWhole) expect(response.headers()['content-type']).toContain('text/x-component')
    sent.push({ url: `${response.url()} ${JSON.stringify(headers)}`, kind: isWhole ? 'payload' : 'other', text: squeezed(await response.text()) })
  }
  return sent
}
