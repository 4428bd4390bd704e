/** A reader whose browser runs no scripts reads everything, answers the questions as a plain form, and is told what is not kept. */
import type { APIRequestContext, Page } from '@playwright/test'
import { CONCEPT, type CourseLesson, lessons, PLAIN, plain, questionOf, SHORT } from './course.ts'
import { expect, expectNoSidewaysScroll, test } from './fixtures.ts'
import { choose, groupOf, orderFor } from './learner.ts'
import { ASKING, rowOf } from './playground-hands.ts'

test.use({ javaScriptEnabled: false })

for (const lesson of lessons) {
  test(`${lesson.slug}: all of it can be read and unfolded`, async ({ page }) => {
    await page.goto(lesson.path)
    const article = page.getByRole('article', { name: lesson.frontMatter.title })
    const prose = lesson.body.replace(/^```.*?^```$/gms, '')
    const headings = await article.getByRole('heading').allTextContents()
    for (const [, text = ''] of prose.matchAll(/^##+ (.+)$/gm)) expect(headings).toContain(plain(text))
    await article.locator('details > summary').first().click()
    await expect(article.locator('details').first().locator('summary + div')).toBeVisible()
    await article.locator('details:not([open]) > summary').evaluateAll((summaries: HTMLElement[]) => summaries.map((summary) => summary.click()))
    const unfolded = (await article.locator('details').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))
    for (const [, question = '', answer = ''] of prose.matchAll(/<(?:QA|Predict) question="([^"]+)">\s*([^<`\n]*)/g))
      expect(
        unfolded.find((text) => text.includes(plain(question))),
        question,
      ).toContain(plain(answer).slice(0, 60))
    for (const question of lesson.questions) await expect(groupOf(page, question)).toBeVisible()
    for (const topic of lesson.frontMatter.discussionTopics) await expect(page.getByText(plain(topic))).toBeVisible()
    await expect(page.getByText('Scripts are off: without an account nothing is remembered.')).toBeVisible()
    await expect(page.getByRole('button', { name: /Copy code|Dark theme|^Run|Move up/ })).toHaveCount(0)
    if (lesson.lab) await expectLab(page, lesson.lab)
  })
}

/** The files whole, the task with every hint, and the recorded run with both messages of each exchange. */
async function expectLab(page: Page, lab: NonNullable<CourseLesson['lab']>): Promise<void> {
  const playground = page.getByRole('region', { name: `Playground: ${lab.title}` })
  await expect(playground.getByText('Running this code needs scripts; below is a recorded run.')).toBeVisible()
  for (const { path, content } of lab.start) {
    await expect(playground.getByText(path, { exact: true }).filter({ visible: true }).first()).toBeVisible()
    const longest = content.split('\n').toSorted((one, other) => other.length - one.length)[0] ?? ''
    await expect(playground.getByText(longest.trim()).filter({ visible: true }).first()).toBeVisible()
  }
  for (const index of lab.hints.keys()) await playground.getByText(`Hint ${index + 1} of ${lab.hints.length}`).click()
  for (const hint of lab.hints) await expect(playground.getByText(plain(hint).slice(0, 40))).toBeVisible()
  await expect(playground.getByText(/^Recorded with the starter/)).toBeVisible()
  const exchanges = playground.locator('ol > li:has(> details)')
  await exchanges.first().locator('summary').click()
  await expect(exchanges.first().locator('pre').first()).toBeVisible()
  await playground
    .locator('ol > li > details:not([open]) > summary')
    .evaluateAll((summaries: HTMLElement[]) => summaries.map((summary) => summary.click()))
  for (const { id, type, method = 'GET', url, note } of lab.steps) {
    const [shown = ''] = await rowOf(playground, id).allInnerTexts()
    if (note) expect(shown.replace(/\s+/g, ' ')).toContain(plain(note))
    if (!ASKING.includes(type)) continue
    const { pathname, search } = new URL(url ?? '/', `https://${lab.sites[0]?.host}`)
    expect(shown).toContain(`\n${method} ${pathname}${search} HTTP/1.1\n`)
    expect(shown).toMatch(/\nHTTP\/1\.1 \d{3} /)
  }
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('everything stands in one column, and the bar at the foot leads to its parts', async ({ page }) => {
    for (const lesson of [SHORT, CONCEPT, PLAIN]) {
      await page.goto(lesson.path)
      await expectNoSidewaysScroll(page)
      for (const region of [
        page.getByRole('article'),
        page.getByRole('heading', { name: 'Check yourself' }),
        page.getByRole('region', { name: 'Discussion' }),
      ])
        await expect(region).toBeVisible()
    }
    await page.goto(SHORT.path)
    await page.getByRole('navigation', { name: 'Parts of the lesson' }).getByRole('link', { name: 'Lab' }).click()
    await expect(page.getByRole('heading', { name: /^Playground/ })).toBeInViewport()
    await page.getByRole('button', { name: 'Jump' }).click()
    await page.getByRole('navigation', { name: 'Jump to a part of this page' }).getByRole('link', { name: 'Sources' }).click()
    await expect(page.getByRole('heading', { name: 'Sources' })).toBeInViewport()
    await page.getByRole('button', { name: 'Steps', exact: true }).click()
    await expect(page.getByRole('navigation', { name: `Steps of ${SHORT.track.title}` })).toBeVisible()
  })
})

test.describe('answering by a plain form', () => {
  test('every type of question is graded on the result page, which leads back', async ({ page }) => {
    await page.goto(SHORT.path)
    const [, ...rest] = SHORT.questions
    const wrong = questionOf(SHORT, 'single')
    await choose(groupOf(page, wrong), wrong, 'wrong')
    for (const question of rest) await choose(groupOf(page, question), question, 'right')
    await groupOf(page, wrong).getByRole('button', { name: 'Check answer' }).click()

    await expect(page).toHaveURL(/\/result\?/)
    await expect(page.getByRole('heading', { level: 1, name: `Your answers: ${SHORT.frontMatter.title}` })).toBeVisible()
    await expect(page.getByText(`${rest.length} of ${SHORT.questions.length} right.`)).toBeVisible()
    for (const [index, question] of SHORT.questions.entries()) {
      const verdict = question === wrong ? 'Not right yet.' : 'Right.'
      const card = page.getByRole('region', { name: `Question ${index + 1} of ${SHORT.questions.length}: ${verdict}` })
      await expect(card.getByText(plain(question.explanation))).toBeVisible()
      await expect(card.getByText(plain(question.prompt))).toBeVisible()
    }
    const chosen = wrong.options.find(({ right }) => !right)
    const card = page.getByRole('region', { name: 'Not right yet.' })
    await expect(card.getByRole('listitem').filter({ hasText: 'You chose this. Not this one.' })).toContainText(plain(chosen?.why ?? ''))
    await expect(page.getByText('Without scripts and without an account nothing is kept')).toBeVisible()

    const address = page.url()
    await page.reload()
    await expect(page, 'a reload sends nothing again').toHaveURL(address)
    await card.getByRole('link', { name: 'Try it again' }).click()
    await expect(page).toHaveURL(`${SHORT.path}#${wrong.id}`)
    await expect(groupOf(page, wrong)).toBeInViewport()
    await page.goBack()
    await page.getByRole('link', { name: 'Back to the lesson' }).click()
    await expect(page.getByRole('heading', { name: 'Check yourself' })).toBeInViewport()
  })

  test('wrong orders, pairs and texts are told what belongs where', async ({ page }) => {
    const [order, match, fillIn] = [questionOf(SHORT, 'order'), questionOf(SHORT, 'match'), questionOf(SHORT, 'fill-in')]
    await page.goto(SHORT.path)
    for (const question of [order, match, fillIn]) await choose(groupOf(page, question), question, 'wrong')
    await groupOf(page, fillIn).getByRole('button', { name: 'Check answer' }).click()
    await expect(page.getByText(`0 of ${SHORT.questions.length} right, ${SHORT.questions.length - 3} not answered.`)).toBeVisible()
    const items = page.getByRole('region', { name: /Partly right|Not right yet/ }).getByRole('listitem')
    await expect(items.filter({ hasText: plain(orderFor(order, 'wrong')[0]?.text ?? '') })).toContainText('Belongs at place 2.')
    const [pair] = match.pairs
    await expect(items.filter({ hasText: plain(pair?.left ?? '') })).toContainText(`Here belongs: ${plain(pair?.right ?? '')}`)
    await expect(page.getByText(`accepted: ${fillIn.answers.join(' or ')}.`)).toBeVisible()
    await expect(page.getByRole('link', { name: 'Answer it' })).toHaveCount(SHORT.questions.length - 3)
  })

  test('half a match is told what is missing, and the rest is graded', async ({ page }) => {
    const match = questionOf(SHORT, 'match')
    await page.goto(SHORT.path)
    const group = groupOf(page, match)
    await choose(group, match, 'right')
    await group.getByRole('combobox').first().selectOption('')
    await group.getByRole('button', { name: 'Check answer' }).click()
    await expect(page.getByText(`Expected a choice for every line; 1 of ${match.pairs.length} are open.`)).toBeVisible()
  })

  test('nothing answered: said, with the way back', async ({ page }) => {
    await page.goto(SHORT.path)
    await groupOf(page, questionOf(SHORT, 'single')).getByRole('button', { name: 'Check answer' }).click()
    await expect(page.getByText('No question was answered. Go back, choose an answer, and press the button below it.')).toBeVisible()
    await page.getByRole('link', { name: 'Back to the lesson' }).click()
    await expect(page).toHaveURL(`${SHORT.path}#check-yourself`)
  })

  test('a question that is not answered stays closed', async ({ page }) => {
    const single = questionOf(SHORT, 'single')
    await page.goto(SHORT.path)
    await choose(groupOf(page, single), single, 'right')
    await groupOf(page, single).getByRole('button', { name: 'Check answer' }).click()
    await expect(page.getByText(`1 of ${SHORT.questions.length} right, ${SHORT.questions.length - 1} not answered.`)).toBeVisible()
    const text = await page.getByRole('main').textContent()
    for (const question of SHORT.questions.filter((other) => other !== single)) expect(text).not.toContain(plain(question.explanation).slice(0, 40))
  })
})

test.describe('a form that was tampered with', () => {
  const post = (request: APIRequestContext, form: string | Buffer, headers = {}) =>
    request.post(`${SHORT.path}/answers`, {
      headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded', ...headers },
      data: form,
      maxRedirects: 0,
    })
  const fillIn = questionOf(SHORT, 'fill-in')
  const single = questionOf(SHORT, 'single')

  test('what is no answer is left out of the address or refused', async ({ request }) => {
    const sent = await post(
      request,
      `${fillIn.id}=${'x'.repeat(5000)}&evil=%0d%0aSet-Cookie:a=b&__proto__=1&${single.id}=a&${single.id}=b&${single.id}=c&asked=q-nobody`,
    )
    expect(sent.status()).toBe(303)
    const location = new URL(String(sent.headers().location), 'http://site.test')
    expect(location.pathname).toBe(`${SHORT.path}/result`)
    expect([...location.searchParams.keys()].filter((name) => name !== fillIn.id && name !== single.id)).toEqual([])
    expect(location.search.length).toBeLessThan(500)
    expect(sent.headers()['set-cookie']).toBeUndefined()

    expect((await post(request, 'x'.repeat(100_000))).status()).toBe(413)
    expect((await post(request, '{}', { 'content-type': 'application/json' })).status()).toBe(415)
    expect((await post(request, Buffer.from([0xff, 0xfe, 0x00, 0x3d, 0x80]))).status()).toBe(303)
    expect((await post(request, '')).status()).toBe(303)
    const nowhere = await request.post(`/learn/${SHORT.track.slug}/nope/answers`, { headers: { 'sec-fetch-site': 'same-origin' }, form: { a: 'b' } })
    expect(nowhere.status()).toBe(404)
  })

  test('an address made by hand shows what it holds as text, and says what was expected', async ({ page }) => {
    const script = '<script>document.title="taken"</script><img src=x onerror=alert(1)>'
    await page.goto(`${SHORT.path}/result?${fillIn.id}=${encodeURIComponent(script)}`)
    await expect(page.getByText(script)).toBeVisible()
    await expect(page).toHaveTitle(/^Your answers/)
    await page.goto(`${SHORT.path}/result?${single.id}=ffffffffffff`)
    await expect(page.getByText(/^Expected the key of a choice/)).toBeVisible()
    await page.goto(`${SHORT.path}/result?${single.id}=a&${single.id}=b`)
    await expect(page.getByText('Expected one answer; 2 came.')).toBeVisible()
    for (const query of ['__proto__=1&constructor=2', 'asked=q-nobody', `${single.id}[]=1`, '%00=%00', 'contentVersion=v19990101', ''])
      expect((await page.goto(`${SHORT.path}/result?${query}`))?.status(), query).toBe(200)
  })
})
