/** A learner answers questions: what is said at once, what is kept, and what happens when the site cannot be reached. */
import type { Locator, Page } from '@playwright/test'
import { PLAIN, plain, type Question, questionOf, SHORT } from './course.ts'
import { expect, test } from './fixtures.ts'
import { answer, choose, expectChosen, groupOf, optionOf, optionWords, placeOf, textField, VERDICTS, verdictOf } from './learner.ts'

const TYPES = ['single', 'multiple', 'predict', 'fill-in', 'order', 'match'] as const

const single = questionOf(SHORT, 'single')

/** What was written for those who see it, not the passage that screen readers are given besides. */
const seen = (group: Locator, markdown: string) => group.getByText(plain(markdown)).and(group.locator(':not([role=status] *)')).first()

test.describe('each type of question', () => {
  for (const type of TYPES) {
    test(`${type}: wrong, then right, each with its reasons, and kept over a reload`, async ({ page }) => {
      const question = questionOf(SHORT, type)
      await page.goto(SHORT.path)
      const group = await answer(page, question, 'wrong')
      await expect(page).toHaveURL(SHORT.path)
      await expect(seen(group, question.explanation)).toBeVisible()
      await expectReasons(group, question)

      await group.getByRole('button', { name: 'Try again' }).click()
      await expect(verdictOf(group)).toBeEmpty()
      await expect(seen(group, question.explanation)).toHaveCount(0)
      await answer(page, question, 'right')
      await expect(verdictOf(group)).toContainText('Attempt 2.')
      await expect(seen(group, question.explanation)).toBeVisible()

      await page.reload()
      await expect(group.getByText('Right. Answered on')).toBeVisible()
      await expectChosen(group, question, 'right')
      await group.getByRole('button', { name: 'Show why' }).click()
      await expect(seen(group, question.explanation)).toBeVisible()
      await expect(verdictOf(group), 'to be told why is no new attempt').toContainText('Attempt 2.')
    })
  }

  test('what came shuffled is not in the right order, and comes the same way to everybody', async ({ page, openBrowser }) => {
    const order = questionOf(SHORT, 'order')
    const itemsOn = async (target: typeof page) => {
      await target.goto(SHORT.path)
      return groupOf(target, order)
        .getByRole('combobox')
        .evaluateAll((selects) => selects.map((select) => select.getAttribute('aria-label')))
    }
    const given = await itemsOn(page)
    expect(given).toHaveLength(order.items.length)
    expect(given).not.toEqual(order.items.map(({ text }) => `Place of: ${plain(text)}`))
    expect(await itemsOn(await openBrowser())).toEqual(given)
  })
})

/** Said to the wrong answer: why what was chosen is not it, and what is. */
async function expectReasons(group: Locator, question: Question): Promise<void> {
  switch (question.type) {
    case 'single':
    case 'predict':
    case 'set-cookie-verdict': {
      const [wrong, right] = [question.options.find((option) => !option.right), question.options.find((option) => option.right)]
      const silent = question.options.filter((option) => option !== wrong && option !== right)
      await expect(group.getByRole('radio', { name: `Not this one. ${optionWords(wrong ?? {})}` })).toHaveAccessibleDescription(
        plain(wrong?.why ?? ''),
      )
      await expect(group.getByRole('radio', { name: `This is it. ${optionWords(right ?? {})}` })).toHaveAccessibleDescription(plain(right?.why ?? ''))
      for (const option of silent) await expect(group.getByText(plain(option.why))).toHaveCount(0)
      return
    }
    case 'multiple':
    case 'cookies-sent': {
      const wrong = question.options.find((option) => !option.right)
      await expect(group.getByRole('checkbox', { name: 'Not this one.' })).toHaveAccessibleDescription(plain(wrong?.why ?? ''))
      for (const option of question.options.filter(({ right }) => right))
        await expect(group.getByRole('checkbox', { name: `This one too. ${optionWords(option)}` })).toHaveAccessibleDescription(plain(option.why))
      return
    }
    case 'fill-in': {
      await expect(group.getByText(`Accepted: ${question.answers.join(' or ')}.`)).toBeVisible()
      for (const { why } of (question.nearMisses ?? []).slice(0, 1)) await expect(seen(group, why)).toBeVisible()
      return
    }
    case 'order':
      await expect(group.getByText('Belongs at place 1.')).toBeVisible()
      await expect(group.getByText('Belongs at place 2.')).toBeVisible()
      await expect(group.getByText('In its place.')).toHaveCount(question.items.length - 2)
      return
    case 'match':
      for (const { left, why } of question.pairs)
        await expect(group.getByRole('combobox', { name: plain(left) })).toHaveAccessibleDescription(new RegExp(plain(why).slice(0, 30)))
  }
}

test.describe('what is missing is asked for', () => {
  for (const type of TYPES) {
    test(`${type}: an open question is not sent`, async ({ page }) => {
      const question = questionOf(SHORT, type)
      const sent: string[] = []
      page.on('request', (request) => request.url().endsWith('/api/answers') && sent.push(request.url()))
      await page.goto(SHORT.path)
      const group = groupOf(page, question)
      await group.getByRole('button', { name: 'Check answer' }).click()
      await expect(verdictOf(group)).toHaveText(/ first\b/)
      expect(sent).toEqual([])
    })
  }

  test('a match asks for every line, and for each right side once', async ({ page }) => {
    const question = questionOf(SHORT, 'match')
    await page.goto(SHORT.path)
    const group = groupOf(page, question)
    await choose(group, question, 'right')
    const [first, second] = [group.getByRole('combobox').nth(0), group.getByRole('combobox').nth(1)]
    await second.selectOption(await first.inputValue())
    await group.getByRole('button', { name: 'Check answer' }).click()
    await expect(verdictOf(group)).toHaveText(/^[A-E] is chosen twice/)
    await second.selectOption('')
    await group.getByRole('button', { name: 'Check answer' }).click()
    await expect(verdictOf(group)).toHaveText('Choose something for every line first.')
  })
})

test('what is half done is there again: a choice, a text and an order that were never sent', async ({ page }) => {
  const [fillIn, order] = [questionOf(SHORT, 'fill-in'), questionOf(SHORT, 'order')]
  await page.goto(SHORT.path)
  await optionOf(groupOf(page, single), single, 'wrong').check()
  await textField(groupOf(page, fillIn)).fill('41')
  await placeOf(groupOf(page, order), order.items[0]?.text ?? '').selectOption('2')
  await page.reload()
  await expect(optionOf(groupOf(page, single), single, 'wrong')).toBeChecked()
  await expect(textField(groupOf(page, fillIn))).toHaveValue('41')
  await expect(placeOf(groupOf(page, order), order.items[0]?.text ?? '')).toHaveValue('2')
  await expect(groupOf(page, single).getByRole('button', { name: 'Check answer' })).toBeVisible()
})

test.describe('before the page’s scripts have arrived', () => {
  for (const type of TYPES) {
    test(`${type}: what is chosen is not lost when they do`, async ({ page }) => {
      const question = questionOf(SHORT, type)
      const release = await holdScripts(page)
      const group = groupOf(page, question)
      await choose(group, question, 'right')
      await page.getByText('With gaps', { exact: true }).click()
      release()
      await expect(page.getByText(/^Saved in this browser/)).toBeVisible()
      await expect(page.getByRole('radio', { name: 'With gaps' })).toBeChecked()
      await expectChosen(group, question, 'right')
      await group.getByRole('button', { name: 'Check answer' }).click()
      await expect(verdictOf(group)).toHaveText(VERDICTS.right)
    })
  }

  test('a button that is pressed sends the plain form', async ({ page }) => {
    await holdScripts(page)
    await choose(groupOf(page, single), single, 'right')
    await groupOf(page, single).getByRole('button', { name: 'Check answer' }).click()
    await expect(page.getByRole('heading', { level: 1, name: `Your answers: ${SHORT.frontMatter.title}` })).toBeVisible()
    await expect(page.getByText(`1 of ${SHORT.questions.length} right`)).toBeVisible()
  })
})

/** Opens the lesson on a line so slow that its scripts come when they are released. */
async function holdScripts(page: Page): Promise<() => void> {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/_next/static/chunks/*.js', async (route) => {
    if (new URL(page.url()).pathname === SHORT.path || page.url() === 'about:blank') await released
    await route.continue()
  })
  await page.goto(SHORT.path, { waitUntil: 'domcontentloaded' })
  return release
}

test('all answered right makes a step without a lab done, here and on the track', async ({ page }) => {
  await page.goto(PLAIN.path)
  await expect(page.getByText(`0 of ${PLAIN.questions.length} questions answered right. All of them make this step done.`)).toBeVisible()
  for (const question of PLAIN.questions) await answer(page, question, 'right')
  await expect(page.getByText('Done. Every question was answered right by')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Mark this step as done' })).toHaveCount(0)
  await page.goto(`/learn/${PLAIN.track.slug}`)
  await expect(page.getByText(`1 of ${PLAIN.track.steps.length} steps done (`)).toBeVisible()
})

test('two tabs: what is answered in one is known in the other, and neither loses anything', async ({ page, context }) => {
  const fillIn = questionOf(SHORT, 'fill-in')
  const other = await context.newPage()
  await page.goto(SHORT.path)
  await other.goto(SHORT.path)
  await textField(groupOf(other, fillIn)).fill('3')
  await answer(page, single, 'right')
  await expect(groupOf(other, single).getByText('Right. Answered on')).toBeVisible()
  await expect(other.getByText(`Questions: 1 of ${SHORT.questions.length} right.`)).toBeVisible()
  await answer(other, fillIn, 'right')
  await expect(page.getByText(`Questions: 2 of ${SHORT.questions.length} right.`)).toBeVisible()
  await page.reload()
  await expectChosen(groupOf(page, single), single, 'right')
  await expectChosen(groupOf(page, fillIn), fillIn, 'right')
})

test.describe('when the site cannot be reached', () => {
  test.use({ expectedErrors: /ERR_INTERNET_DISCONNECTED|\/api\/answers/ })

  test('offline: the answer is kept over a reload and sent again', async ({ page, context }) => {
    await page.goto(SHORT.path)
    const group = groupOf(page, single)
    await choose(group, single, 'right')
    await context.setOffline(true)
    await group.getByRole('button', { name: 'Check answer' }).click()
    await expect(verdictOf(group)).toHaveText(/^The site cannot be reached\. Your answer is kept in this browser/)
    await context.setOffline(false)
    await page.reload()
    await expect(group.getByText('Not checked yet: the site could not be reached.')).toBeVisible()
    await expectChosen(group, single, 'right')
    await group.getByRole('button', { name: 'Send again' }).click()
    await expect(verdictOf(group)).toHaveText(VERDICTS.right)
    await expect(verdictOf(group), 'one answer is one attempt').not.toContainText('Attempt')
  })

  for (const [name, fault] of [
    ['an error of the server', { status: 500, body: 'failed' }],
    ['a server that is away', { status: 503, headers: { 'retry-after': '5' }, json: { error: { code: 'unavailable', message: 'later' } } }],
    ['an answer that is not one', { status: 200, contentType: 'text/html', body: '<title>Welcome to the hotel</title>' }],
  ] as const) {
    test(`${name}: said, kept, sent again`, async ({ page }) => {
      await page.goto(SHORT.path)
      const group = groupOf(page, single)
      await page.route('**/api/answers', (route) => route.fulfill(fault))
      await choose(group, single, 'right')
      await group.getByRole('button', { name: 'Check answer' }).click()
      await expect(verdictOf(group)).toHaveText(/^The site cannot check answers just now\. Your answer is kept in this browser/)
      await page.unroute('**/api/answers')
      await group.getByRole('button', { name: 'Send again' }).click()
      await expect(verdictOf(group)).toHaveText(VERDICTS.right)
    })
  }

  test('too many answers from one network are refused with a time to wait', async ({ page, request }) => {
    await page.goto(SHORT.path)
    const group = groupOf(page, single)
    await choose(group, single, 'right')
    // The request fixture has the address of the page's browser.
    const statuses = new Set<number>()
    for (let sent = 0; sent < 320 && !statuses.has(429); sent += 20) {
      const round = await Promise.all(
        Array.from({ length: 20 }, () => request.post('/api/answers', { headers: { 'sec-fetch-site': 'same-origin' }, data: {} })),
      )
      for (const response of round) statuses.add(response.status())
    }
    expect([...statuses]).toEqual([400, 429])
    await group.getByRole('button', { name: 'Check answer' }).click()
    await expect(verdictOf(group)).toHaveText(
      /^Too many answers came from your network\. Your answer is kept in this browser; send it again in \d+ (seconds?|minutes)\./,
    )
    await expectChosen(group, single, 'right')
  })
})
