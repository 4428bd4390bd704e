/** A reader with a screen reader, a magnifier or other colours: axe on every type of page, in both themes, at three widths, and in the states that a page can get into. */
import { CONCEPT, PLAIN, SHORT } from './course.ts'
import { expect, expectAccessible, test } from './fixtures.ts'
import { answer } from './learner.ts'

test.use({ expectedErrors: /status of 404/ })

const WIDTHS = [390, 768, 1440]
const resultPage = `${SHORT.path}/result?${SHORT.questions.map(({ id }) => `asked=${id}`).join('&')}&q-forgets-count=4`

const pages = {
  home: '/',
  tracks: '/learn',
  track: `/learn/${SHORT.track.slug}`,
  'lesson with a lab': SHORT.path,
  'longest lesson': CONCEPT.path,
  'lesson to read': PLAIN.path,
  'result of a form': resultPage,
  'not found': '/nope',
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    for (const [name, path] of Object.entries(pages)) {
      test(`${name}, at ${WIDTHS.join(', ')} px`, async ({ page }) => {
        await page.goto(path)
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 })
          await expectAccessible(page, `${path} at ${width} px`)
        }
      })
    }

    test('a phone shows the lab, and the discussion', async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 })
      await page.goto(SHORT.path)
      for (const view of ['Lab', 'Discuss']) {
        await page.getByRole('navigation', { name: 'Parts of the lesson' }).getByRole('link', { name: view }).click()
        // One view at a time: the heading of the page is in the view Read.
        await expectAccessible(page, view, ['page-has-heading-one'])
      }
    })

    test('questions answered, right and wrong', async ({ page }) => {
      await page.goto(SHORT.path)
      for (const [index, question] of SHORT.questions.entries()) await answer(page, question, index % 2 === 0 ? 'wrong' : 'right')
      await page.getByText('With gaps', { exact: true }).click()
      await page.getByRole('button', { name: 'Mark this step as done' }).click()
      await expectAccessible(page, 'answered')
    })

    test('everything unfolded: menus, terms, answers, exchanges', async ({ page }) => {
      await page.setViewportSize({ width: 1440, height: 900 })
      await page.goto(SHORT.path)
      await page.locator('details:not([open]) > summary').evaluateAll((summaries: HTMLElement[]) => summaries.map((summary) => summary.click()))
      await expect(page.getByRole('heading', { name: /^Response/ }).first()).toBeVisible()
      await expectAccessible(page, 'unfolded')
      await page.getByRole('button', { name: 'Jump' }).click()
      await expectAccessible(page, 'jump menu')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'stateless', exact: true }).click()
      await expectAccessible(page, 'a term')
      await page.setViewportSize({ width: 390, height: 844 })
      await page.getByRole('button', { name: 'Steps', exact: true }).click()
      await expectAccessible(page, 'the drawer of steps')
    })
  })
}

test('a page has one main, one h1, and headings that skip no level', async ({ page }) => {
  for (const path of Object.values(pages)) {
    await page.goto(path)
    await expect(page.getByRole('main')).toHaveCount(1)
    const levels = await page
      .locator('h1, h2, h3, h4, h5, h6')
      .filter({ visible: true })
      .evaluateAll((headings) => headings.map(({ tagName }) => Number(tagName[1])))
    expect(
      levels.filter((level) => level === 1),
      path,
    ).toHaveLength(1)
    expect(
      levels.filter((level, index) => index > 0 && level > (levels[index - 1] ?? 0) + 1),
      path,
    ).toEqual([])
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  }
})

test('what moves does not move for those who asked for it', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto(SHORT.path)
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((element) => {
        const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(element)
        return (
          [transitionDuration, animationDuration].some((duration) => duration.split(',').some((part) => Number.parseFloat(part) > 0.001)) ||
          scrollBehavior === 'smooth'
        )
      }).length,
  )
  expect(moving).toBe(0)
})
