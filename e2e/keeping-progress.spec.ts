/** A learner says how sure they are, marks steps as done, and finds it all again; also when the browser keeps nothing, or holds something strange. */
import type { Page } from '@playwright/test'
import { CONCEPT, PLAIN, questionOf, SHORT, tracks } from './course.ts'
import { expect, test } from './fixtures.ts'
import { answer, groupOf, optionOf, verdictOf } from './learner.ts'

const KEY = 'crumbtrail:progress'
const confidenceOf = (page: Page) => page.getByRole('region', { name: 'Can you explain this in 30 seconds without notes?' })
const doneWords = (done: number, percent: number, lesson = SHORT) => `${done} of ${lesson.track.steps.length} steps done (${percent}%)`

test('confidence: not saved, saved at once, kept, changed, taken back', async ({ page }) => {
  await page.goto(SHORT.path)
  const confidence = confidenceOf(page)
  const said = confidence.getByRole('status')
  await expect(said).toHaveText('Not saved yet.')
  for (const level of ['Not yet', 'With gaps', 'Yes', 'I could teach it'])
    await expect(confidence.getByRole('radio', { name: level, exact: true })).not.toBeChecked()
  await confidence.getByText('With gaps', { exact: true }).click()
  await expect(said).toHaveText(/^Saved in this browser, \d{1,2} \w+ \d{4}\.$/)
  await page.reload()
  await expect(confidence.getByRole('radio', { name: 'With gaps' })).toBeChecked()
  await expect(said).toHaveText(/^Saved in this browser/)
  await confidence.getByRole('radio', { name: 'With gaps' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(confidence.getByRole('radio', { name: 'Yes', exact: true })).toBeChecked()
  await confidence.getByRole('button', { name: 'Clear' }).click()
  await page.reload()
  await expect(said).toHaveText('Not saved yet.')
  await page.goto(CONCEPT.path)
  await expect(confidenceOf(page).getByRole('status')).toHaveText('Not saved yet.')
})

test('a step marked as done counts on lesson, track and home, and the mark can be taken back', async ({ page }) => {
  await page.goto(SHORT.path)
  await expect(page.getByText(doneWords(0, 0))).toBeVisible()
  await page.getByRole('button', { name: 'Mark this step as done' }).click()
  await expect(page.getByText(/^Done\. Marked by hand on/)).toBeVisible()
  await expect(page.getByText(doneWords(1, 3))).toBeVisible()
  await expect(page.getByText('3% through track'), 'the place in the track is another figure').toBeVisible()

  await page.goto(`/learn/${SHORT.track.slug}`)
  await expect(page.getByText(doneWords(1, 3))).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: SHORT.frontMatter.title }).getByText('1, done:')).toBeAttached()
  await page.goto('/')
  await expect(page.getByRole('link', { name: `1, done: ${SHORT.frontMatter.title}` })).toBeVisible()

  await page.goto(SHORT.path)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText(doneWords(0, 0))).toBeVisible()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Mark this step as done' })).toBeVisible()
})

test('a whole track done is 100%, a part of it never', async ({ page }) => {
  const { track } = PLAIN
  for (const [index, step] of track.steps.entries()) {
    await page.goto(`/learn/${track.slug}/${step.slug}`)
    await page.getByRole('button', { name: 'Mark this step as done' }).click()
    await expect(page.getByText(`${index + 1} of ${track.steps.length} steps done (${[33, 67, 100][index]}%)`)).toBeVisible()
  }
  await page.goto(`/learn/${track.slug}`)
  await expect(page.getByText(doneWords(3, 100, PLAIN))).toBeVisible()
})

test('one comes back to the step that was opened last', async ({ page }) => {
  await page.goto(`/learn/${SHORT.track.slug}`)
  await expect(page.getByRole('link', { name: `Start with step 1: ${SHORT.frontMatter.title}` })).toBeVisible()
  await page.goto(CONCEPT.path)
  await expect(page.getByText(doneWords(0, 0))).toBeVisible()
  await page.goto(`/learn/${SHORT.track.slug}`)
  await page.getByRole('link', { name: `Resume step ${CONCEPT.number}: ${CONCEPT.frontMatter.title}` }).click()
  await expect(page).toHaveURL(CONCEPT.path)
})

test.describe('a browser that holds something strange', () => {
  const strange: Record<string, string> = {
    'no JSON': '{"version":1,"less',
    'another shape': '[1,2,3]',
    'nothing at all': '',
    'entries that are damaged': JSON.stringify({
      version: 1,
      lessons: { [SHORT.frontMatter.id]: { marked: { done: 'perhaps' }, confidence: 7 }, __proto__: { marked: true }, 'les-gone': null },
      questions: {
        [questionOf(SHORT, 'single').id]: { lessonId: SHORT.frontMatter.id, attempts: [{ answer: { type: 'order' } }, 5], draft: 'x' },
        'q-': {},
      },
    }),
    'answers that no longer fit': JSON.stringify({
      version: 1,
      lessons: {},
      questions: {
        [questionOf(SHORT, 'single').id]: {
          lessonId: SHORT.frontMatter.id,
          attempts: [],
          draft: {
            id: '3f1e0a52-7d5c-4a8e-9b53-2f6f6c1f0a11',
            at: '2026-01-01T00:00:00.000Z',
            contentVersion: 'v20200101',
            answer: { type: 'single', choice: 'ffffffffffff' },
            unsent: true,
          },
        },
      },
    }),
  }
  for (const [name, stored] of Object.entries(strange)) {
    test(`${name}: every page stands, and what is done next is kept`, async ({ page, context }) => {
      await context.addInitScript(
        ([key, value]) => {
          if (sessionStorage.getItem('planted')) return
          sessionStorage.setItem('planted', 'yes')
          localStorage.setItem(String(key), String(value))
          localStorage.setItem('crumbtrail:theme', value === '' ? 'purple' : 'dark')
          localStorage.setItem('crumbtrail:lab-width', '-40')
          localStorage.setItem('crumbtrail:code:les-http-forgets-you', String(value))
        },
        [KEY, stored],
      )
      for (const path of ['/', `/learn/${SHORT.track.slug}`, SHORT.path]) {
        await page.goto(path)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      }
      await expect(page.getByRole('button', { name: 'Edit', exact: true })).toBeVisible()
      await answer(page, questionOf(SHORT, 'single'), 'right')
      await page.reload()
      await expect(groupOf(page, questionOf(SHORT, 'single')).getByText('Right. Answered on')).toBeVisible()
    })
  }

  test('what could not be read is put aside, not thrown away', async ({ page }) => {
    await page.goto(PLAIN.path)
    const damaged = '{"version":1,"lessons":{"les-http-forgets-you":{"confidence":"much"}}}'
    await page.evaluate(([key, value]) => localStorage.setItem(String(key), String(value)), [KEY, damaged])
    await page.goto(SHORT.path)
    await confidenceOf(page).getByText('Yes', { exact: true }).click()
    await expect(confidenceOf(page).getByRole('status')).toHaveText(/^Saved in this browser/)
    expect(await page.evaluate(() => Object.values(localStorage))).toContain(damaged)
  })

  test('what a newer version of the site wrote is left alone, and that is said', async ({ page }) => {
    const newer = '{"version":99,"lessons":"in another form"}'
    await page.goto(PLAIN.path)
    await page.evaluate(([key, value]) => localStorage.setItem(String(key), String(value)), [KEY, newer])
    await page.goto(SHORT.path)
    await confidenceOf(page).getByText('Yes', { exact: true }).click()
    await expect(confidenceOf(page).getByRole('status')).toHaveText(/^Not saved: another tab runs a newer version of this site/)
    expect(await page.evaluate((key) => localStorage.getItem(key), KEY)).toBe(newer)
  })
})

test.describe('a browser that keeps nothing', () => {
  test('closed storage: everything works until the page is left, and each place says so', async ({ page, context }) => {
    await context.addInitScript(() => {
      const closed = {
        get: () => {
          throw new DOMException('Access is denied', 'SecurityError')
        },
      }
      Object.defineProperty(window, 'localStorage', closed)
      Object.defineProperty(window, 'sessionStorage', closed)
    })
    await page.goto(SHORT.path)
    await confidenceOf(page).getByText('Yes', { exact: true }).click()
    await expect(confidenceOf(page).getByRole('status')).toHaveText(/^Not saved: this browser keeps nothing for this site/)
    const group = await answer(page, questionOf(SHORT, 'single'), 'right')
    await expect(verdictOf(group)).toContainText('Not kept: this browser keeps nothing for this site.')
    await page.getByRole('button', { name: 'Mark this step as done' }).click()
    await expect(page.getByText(/^Done\. Marked by hand on .* Not saved/)).toBeVisible()
    await expect(page.getByText('your code lasts until you leave this page')).toBeVisible()
    await page.getByRole('button', { name: 'Dark theme' }).click()
    await expect(page.getByRole('button', { name: 'Light theme' })).toBeVisible()
    for (const track of tracks) {
      await page.goto(`/learn/${track.slug}`)
      await expect(page.getByRole('heading', { level: 1, name: track.title })).toBeVisible()
    }
  })

  test('full storage: the answer is graded, and that it is not kept is said', async ({ page, context }) => {
    await context.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    })
    await page.goto(SHORT.path)
    const question = questionOf(SHORT, 'single')
    await optionOf(groupOf(page, question), question, 'right').check()
    await groupOf(page, question).getByRole('button', { name: 'Check answer' }).click()
    await expect(verdictOf(groupOf(page, question))).toContainText('Not kept: this browser has no room left for this site.')
    await confidenceOf(page).getByText('Yes', { exact: true }).click()
    await expect(confidenceOf(page).getByRole('status')).toHaveText(/^Not saved: this browser has no room left/)
  })
})
