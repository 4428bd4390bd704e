/** A reader with a screen reader, a magnifier or other colours: axe on every type of page, in both themes, at three widths, and in the states that a page can get into. */
import type { Page } from '@playwright/test'
import { CONCEPT, PLAIN, SHORT } from './course.ts'
import { expect, expectAccessible, expectReadableColours, test } from './fixtures.ts'
import { answer } from './learner.ts'
import { exchangesOf, openFullEditor, openPlainEditor, playgroundOf, run } from './playground-hands.ts'

test.use({ expectedErrors: /status of 404/ })

const WIDTHS = [390, 768, 1440]
const WIDE = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }
const resultPage = `${SHORT.path}/result?${SHORT.questions.map(({ id }) => `asked=${id}`).join('&')}&q-forgets-count=4`

const pages = {
  home: '/',
  tracks: '/learn',
  track: `/learn/${SHORT.track.slug}`,
  'lesson with a lab': CONCEPT.path,
  'lesson to read': PLAIN.path,
  'result of a form': resultPage,
  'not found': '/nope',
  'local mailbox': '/mailbox',
}

for (const [name, path] of Object.entries(pages)) {
  test(`${name}, at ${WIDTHS.join(', ')} px, light and dark`, async ({ page }) => {
    await page.goto(path)
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 })
      await expectAccessibleInBothThemes(page, `${path} at ${width} px`)
    }
  })
}

/** The theme changes colours and nothing else; the wait is for those that change slowly. */
async function expectAccessibleInBothThemes(page: Page, state: string, exempt: string[] = []): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await expectAccessible(page, `${state}, light`, { exempt })
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await expectReadableColours(page, `${state}, dark`)
}

test('a phone shows the lab, and the discussion', async ({ page }) => {
  await page.setViewportSize(PHONE)
  await page.goto(SHORT.path)
  for (const view of ['Lab', 'Discuss']) {
    await page.getByRole('navigation', { name: 'Parts of the lesson' }).getByRole('link', { name: view }).click()
    // One view at a time: the heading of the page is in the view Read.
    await expectAccessibleInBothThemes(page, view, ['page-has-heading-one'])
  }
})

test('questions answered, right and wrong', async ({ page }) => {
  await page.goto(SHORT.path)
  for (const [index, question] of SHORT.questions.entries()) await answer(page, question, index % 2 === 0 ? 'wrong' : 'right')
  await page.getByText('With gaps', { exact: true }).click()
  await page.getByRole('button', { name: 'Mark this step as done' }).click()
  await expectAccessibleInBothThemes(page, 'answered')
})

test('everything unfolded: terms, answers, exchanges', async ({ page }) => {
  await page.setViewportSize(WIDE)
  await page.goto(SHORT.path)
  await page.locator('details:not([open]) > summary').evaluateAll((summaries: HTMLElement[]) => summaries.map((summary) => summary.click()))
  await expect(page.getByRole('heading', { name: /^Response/ }).first()).toBeVisible()
  await page.getByRole('button', { name: 'stateless', exact: true }).click()
  await expectAccessibleInBothThemes(page, 'unfolded')
})

test('menus: where to jump, and the drawer of steps', async ({ page }) => {
  await page.setViewportSize(PHONE)
  await page.goto(PLAIN.path)
  for (const name of ['Jump', 'Steps']) {
    await page.getByRole('button', { name, exact: true }).click()
    await expectAccessibleInBothThemes(page, name)
    await page.keyboard.press('Escape')
  }
})

test('the playground with the full editor, a run, an exchange and a mistake', async ({ page }) => {
  await page.setViewportSize(WIDE)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto(SHORT.path)
  const playground = playgroundOf(page)
  await openFullEditor(playground)
  await run(playground)
  await exchangesOf(playground).first().locator('summary').click()
  await playground.getByRole('button', { name: 'Headers, body, cookies' }).click()
  await playground.getByRole('button', { name: 'Add and run' }).click()
  await expectAccessibleInBothThemes(page, 'run')
})

test('the playground with the plain text area, a crash, the menu of resets, and a link', async ({ page }) => {
  await page.setViewportSize(WIDE)
  await page.goto(SHORT.path)
  const playground = playgroundOf(page)
  await (await openPlainEditor(page, playground)).fill("throw new Error('out of crumbs')")
  await run(playground, /^The server ended too early · /)
  await playground.getByRole('button', { name: 'Share' }).click()
  await expect(playground.getByRole('textbox', { name: 'Anyone with this link' })).toBeVisible()
  await playground.getByRole('button', { name: 'Reset', exact: true }).click()
  await expectAccessibleInBothThemes(page, 'crash')
})

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
        const durations = `${transitionDuration},${animationDuration}`.split(',').map(Number.parseFloat)
        return durations.some((seconds) => seconds > 0.001) || scrollBehavior === 'smooth'
      }).length,
  )
  expect(moving).toBe(0)
})
