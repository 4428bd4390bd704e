/** A reader reads a lesson: everything that the page promises is on it, every part can be reached, and nothing moves. */
import type { Page } from '@playwright/test'
import { CONCEPT, type CourseLesson, lessons, PLAIN, plain, SHORT } from './course.ts'
import { expect, settled, test } from './fixtures.ts'
import { countShifts, countShiftsOfTypefaces, expectStill } from './layout-shifts.ts'
import { groupOf } from './learner.ts'

const MEANS: Record<string, string> = { none: 'Read / quiz', nodejs_script: 'Node sandbox', nodejs_server: 'Node sandbox' }

for (const lesson of lessons) {
  test(`${lesson.slug} holds everything that a lesson page promises`, async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.goto(lesson.path)
    await expectHeader(page, lesson)
    await expectProse(page, lesson)
    await expectParts(page, lesson)
  })
}

async function expectHeader(page: Page, { frontMatter, number, slug, track }: CourseLesson): Promise<void> {
  const article = page.getByRole('article', { name: frontMatter.title })
  const count = track.steps.length
  await expect(page).toHaveTitle(new RegExp(`^${frontMatter.title.replace(/[?().]/g, '.')} .* Crumbtrail$`))
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeAttached()
  await expect(page.getByRole('banner').getByRole('link', { name: 'Crumbtrail' })).toBeVisible()
  await expect(article.getByText('Lesson', { exact: true })).toBeVisible()
  await expect(article.getByText(`Step ${number}/${count}`, { exact: true })).toBeVisible()
  await expect(article.getByText(`${Math.round((number / count) * 100)}% through track`)).toBeVisible()
  await expect(article.getByText(`0 of ${count} steps done (0%)`)).toBeVisible()
  await expect(article.getByText(slug, { exact: true })).toBeVisible()
  const facts: [string, RegExp][] = [
    ['Level', new RegExp(frontMatter.level, 'i')],
    ['Reading and doing', /^~\d+ min$/],
    ['Track mode', new RegExp(`^${frontMatter.mode}$`)],
    ['Means', new RegExp(`^${MEANS[frontMatter.mode]}$`)],
    ['Last reviewed', /^\d{1,2} \w+ \d{4}$/],
    ['Content', new RegExp(`^${frontMatter.contentVersion}$`)],
  ]
  for (const [term, value] of facts) await expect(definitionOf(page, term)).toHaveText(value)
  const aims = { 'You learn': 'what', 'Why it matters': 'why', 'Where you use it': 'where', 'How to work': 'how', 'You are ready': 'ready' }
  for (const [term, aim] of Object.entries(aims)) await expect(definitionOf(page, term)).toHaveText(plain(frontMatter.aims[aim] ?? ''))
}

const definitionOf = (page: Page, term: string) =>
  page
    .locator('dl > div')
    .filter({ has: page.locator('dt', { hasText: new RegExp(`^${term}$`) }) })
    .locator('dd')

async function expectProse(page: Page, { body, frontMatter }: CourseLesson): Promise<void> {
  const article = page.getByRole('article', { name: frontMatter.title })
  const prose = body.replace(/^```.*?^```$/gms, '')
  const headings = await article.getByRole('heading').evaluateAll((found) => found.map(({ tagName, textContent }) => `${tagName} ${textContent}`))
  for (const [, marks = '', text = ''] of prose.matchAll(/^(##|###) (.+)$/gm)) expect(headings).toContain(`H${marks.length} ${plain(text)}`)
  for (const name of ['Interview questions', 'Self-check', 'Interview cards'])
    await expect(article.getByRole('region', { name }).getByRole('heading', { name })).toBeVisible()
  await article.locator('details:not([open]) > summary').evaluateAll((summaries: HTMLElement[]) => summaries.map((summary) => summary.click()))
  const unfolded = await article.locator('details').allInnerTexts()
  for (const [, question = '', answer = ''] of prose.matchAll(/<QA question="([^"]+)">\s*([^<\n]*)/g)) {
    const shown = unfolded.find((text) => text.replace(/\s+/g, ' ').startsWith(plain(question)))?.replace(/\s+/g, ' ')
    expect(shown, question).toContain(plain(answer).slice(0, 60))
  }
  await expect(article.getByRole('note').filter({ hasText: /^Tip/ }).first()).toBeVisible()
  await expect(
    article
      .getByRole('note')
      .filter({ hasText: /^Common mistake: / })
      .first(),
  ).toBeVisible()
  const blocks = [...body.matchAll(/^```(\w+)( run| excuse=)?/gm)].filter(([, language]) => language !== undefined)
  await expect(article.locator('pre')).toHaveCount(blocks.length)
  await expect(article.getByText('Executed with this version on')).toHaveCount(blocks.filter(([, , meta]) => meta === ' run').length)
  await expect(article.getByText(/^Not executed: /)).toHaveCount(blocks.filter(([, , meta]) => meta?.startsWith(' excuse')).length)
  await expect(article.locator('pre [class*=tok-]').first(), 'code is highlighted').toBeAttached()
}

async function expectParts(page: Page, { lab, questions, frontMatter }: CourseLesson): Promise<void> {
  await expect(page.getByRole('region', { name: 'Can you explain this in 30 seconds without notes?' }).getByRole('status')).toHaveText(
    'Not saved yet.',
  )
  const playground = page.getByRole('region', { name: `Playground: ${lab?.title}` })
  await expect(playground).toHaveCount(lab ? 1 : 0)
  if (lab) {
    for (const { path } of lab.start) await expect(playground.getByRole('tab', { name: path })).toBeVisible()
    await expect(playground.getByRole('button', { name: /^Run/ })).toBeVisible()
    await expect(playground.getByRole('group').filter({ hasText: 'Hint 1' }).first()).toBeAttached()
  }
  await expect(page.getByRole('heading', { level: 2, name: 'Check yourself' })).toBeVisible()
  for (const question of questions) await expect(groupOf(page, question)).toBeVisible()
  const sources = page.getByRole('region', { name: 'Sources' })
  for (const { title, url } of frontMatter.sources) await expect(sources.getByRole('link', { name: title, exact: true })).toHaveAttribute('href', url)
  const discussion = page.getByRole('region', { name: 'Discussion' })
  for (const topic of frontMatter.discussionTopics) await expect(discussion.getByText(plain(topic))).toBeVisible()
  await expect(discussion.getByRole('link', { name: 'Open the discussion' })).toBeVisible()
  await expect(page.getByText('Your code, answers and progress are kept in this browser only.')).toBeVisible()
}

test('every heading has an address of its own, which opens the page at that heading', async ({ page }) => {
  await page.goto(SHORT.path)
  const headings = page.getByRole('article').locator('h2[id], h3[id]').filter({ visible: true })
  const ids = await headings.evaluateAll((found) => found.map(({ id }) => id).filter((id) => id !== 'this-lesson' && id !== 'confidence-title'))
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) await expect(page.locator(`.heading-line > a[href="#${id}"]`)).toBeVisible()

  const last = 'whose-name-is-it'
  expect(ids).toContain(last)
  await page.locator(`.heading-line > a[href="#${last}"]`).click()
  await expect(page).toHaveURL(`${SHORT.path}#${last}`)
  await page.goto('about:blank')
  await page.goto(`${SHORT.path}#${last}`)
  await expectUnderHeader(page, last)
})

/** At the top of what is seen, and not under the bar that stays there. */
async function expectUnderHeader(page: Page, id: string): Promise<void> {
  await expect(page.locator(`[id="${id}"]`)).toBeInViewport({ ratio: 1 })
  await expect
    .poll(async () => {
      const [heading, bar] = [await page.locator(`[id="${id}"]`).boundingBox(), await page.getByRole('banner').boundingBox()]
      const gap = (heading?.y ?? 0) - ((bar?.y ?? 0) + (bar?.height ?? 0))
      return gap >= 0 && gap < 200
    })
    .toBe(true)
}

test('the contents beside the lesson follow the reader', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(CONCEPT.path)
  const rail = page.getByRole('navigation', { name: `Steps of ${CONCEPT.track.title}` })
  const parts = rail.locator('a[href^="#"]')
  await expect(parts.first()).toBeVisible()
  const texts = await parts.allTextContents()
  for (const text of [texts[2], texts.at(-1), texts[0]]) {
    await rail.getByRole('link', { name: text ?? '', exact: true }).click()
    await expect(rail.locator('[aria-current=location]')).toHaveText(text ?? '')
  }
  await page
    .getByRole('article')
    .getByRole('heading', { name: texts[3] ?? '', exact: true })
    .evaluate((heading) => heading.scrollIntoView({ block: 'start', behavior: 'instant' }))
  await expect(rail.locator('[aria-current=location]')).toHaveText(texts[3] ?? '')
})

test('the jump menu leads to every part and closes by Escape', async ({ page }) => {
  await page.goto(SHORT.path)
  const button = page.getByRole('button', { name: 'Jump' })
  const menu = page.getByRole('navigation', { name: 'Jump to a part of this page' })
  await button.click()
  await expect(menu).toBeVisible()
  const targets = await menu.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
  for (const target of targets) await expect(page.locator(String(target))).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await expect(button).toBeFocused()
  await page.keyboard.press('Enter')
  await menu.getByRole('link', { name: 'Check yourself' }).click()
  await expect(menu).toBeHidden()
  await expectUnderHeader(page, 'check-yourself-title')
})

test('the first Tab offers to skip to the content', async ({ page }) => {
  await page.goto(SHORT.path)
  const skip = page.getByRole('link', { name: 'Skip to content' })
  await page.keyboard.press('Tab')
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.querySelector('main')?.contains(document.activeElement))).toBe(true)
})

test('a block of code is copied whole', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(SHORT.path)
  const figure = page.getByRole('article').locator('figure').filter({ hasText: 'new Agent({ keepAlive: true' })
  await figure.getByRole('button', { name: 'Copy code' }).click()
  await expect(figure.getByText('Copied')).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  const [, written = ''] = /^```js run\n(.*?)^```$/ms.exec(SHORT.body) ?? []
  expect(copied.trim()).toBe(written.trim())
})

test('a term explains itself on demand', async ({ page }) => {
  await page.goto(SHORT.path)
  await page.getByRole('button', { name: 'stateless', exact: true }).click()
  await expect(page.getByText('each request can be understood by itself, whatever was sent before it')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText('each request can be understood by itself, whatever was sent before it')).toBeHidden()
})

test('a prediction is folded until the reader has made theirs', async ({ page }) => {
  await page.goto(SHORT.path)
  const prediction = page.getByRole('group').filter({ hasText: "Which one is Alice's?" })
  const answer = prediction.getByText('Nobody can tell.')
  await expect(answer).toBeHidden()
  await prediction.locator('summary').focus()
  await page.keyboard.press('Enter')
  await expect(answer).toBeVisible()
})

test.describe('nothing moves by itself', () => {
  for (const { path } of [SHORT, CONCEPT, PLAIN, { path: '/' }, { path: `/learn/${SHORT.track.slug}` }]) {
    for (const width of [390, 1440]) {
      test(`${path} at ${width} px, on a first visit and with what was kept`, async ({ page, context }) => {
        await countShifts(context)
        await page.setViewportSize({ width, height: 900 })
        await page.goto(path)
        await settled(page)
        await expectStill(page)
        if (path.split('/').length < 4) return
        await page.getByText('With gaps', { exact: true }).click()
        await page.getByRole('button', { name: 'Mark this step as done' }).click()
        await page.reload()
        await expect(page.getByText(/^Done\. Marked by hand/)).toBeVisible()
        await settled(page)
        await expectStill(page)
      })
    }
  }

  for (const width of [390, 1440])
    test(`typefaces that come late leave the lines about where they are, at ${width} px`, async ({ page, context }) => {
      const letCome = await countShiftsOfTypefaces(context)
      const hasTypefaces = () =>
        page.evaluate(() => [...document.fonts].some(({ family, status }) => !/ as (text|code)/.test(family) && status === 'loaded'))
      await page.setViewportSize({ width, height: 900 })
      await page.goto(CONCEPT.path, { waitUntil: 'commit' })
      await expect.poll(() => page.evaluate(() => performance.getEntriesByName('first-contentful-paint').length)).toBe(1)
      expect(await hasTypefaces()).toBe(false)
      letCome()
      await expect.poll(hasTypefaces).toBe(true)
      await settled(page)
      await expectStill(page, 0.02)
    })
})
