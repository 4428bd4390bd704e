/** A reader reads on a phone, in the dark, on paper: the same text everywhere, without a flash and without scrolling sideways. */
import { CONCEPT, lessons, plain, SHORT, tracks } from './course.ts'
import { expect, expectNoSidewaysScroll, settled, test } from './fixtures.ts'
import { exchangesOf, playgroundOf, run, runButtonOf } from './playground-hands.ts'

const everyPage = ['/', '/learn', ...tracks.map(({ slug }) => `/learn/${slug}`), ...lessons.map(({ path }) => path)]
const resultPage = `${SHORT.path}/result?${SHORT.questions.map(({ id }) => `asked=${id}`).join('&')}&q-forgets-count=${'4'.repeat(200)}`

test.describe('at 320 px', () => {
  test.use({ viewport: { width: 320, height: 640 }, expectedErrors: /status of 404/ })

  for (const path of [...everyPage, resultPage, '/mailbox', '/nope']) {
    test(`${path.slice(0, 70)} does not scroll sideways`, async ({ page }) => {
      await page.goto(path)
      await expectNoSidewaysScroll(page)
      const bar = page.getByRole('navigation', { name: 'Parts of the lesson' })
      if ((await bar.count()) === 0) return
      for (const view of await bar.getByRole('link').all()) {
        await view.click()
        await expectNoSidewaysScroll(page, `${path}, ${await view.textContent()}`)
      }
      for (const folded of await page.getByRole('article').locator('details:not([open]) > summary').all())
        await folded.evaluate((summary: HTMLElement) => summary.click())
      await expectNoSidewaysScroll(page, `${path}, all unfolded`)
    })
  }
})

for (const width of [768, 1024, 1280]) {
  test(`no page scrolls sideways at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 })
    for (const path of ['/', `/learn/${SHORT.track.slug}`, CONCEPT.path]) {
      await page.goto(path)
      await expectNoSidewaysScroll(page)
    }
  })
}

test('on a phone one thing at a time: read, lab, discuss, each with its own place', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(SHORT.path)
  const bar = page.getByRole('navigation', { name: 'Parts of the lesson' })
  const [prose, lab, discussion] = [
    page.getByRole('article'),
    page.getByRole('region', { name: /^Playground/ }),
    page.getByRole('region', { name: 'Discussion' }),
  ]
  await expect(prose).toBeVisible()
  await expect(lab).toBeHidden()
  const place = 3000
  await page.evaluate((top) => scrollTo({ top, behavior: 'instant' }), place)
  await bar.getByRole('link', { name: 'Lab' }).click()
  await expect(lab).toBeVisible()
  await expect(prose).toBeHidden()
  await expect(bar.getByRole('link', { name: 'Lab' })).toHaveAttribute('aria-current', 'true')
  await bar.getByRole('link', { name: 'Discuss' }).click()
  await expect(discussion).toBeVisible()
  await expect(lab).toBeHidden()
  await bar.getByRole('link', { name: 'Read' }).click()
  await expect(prose).toBeVisible()
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(place)
  await page.getByRole('link', { name: 'Open the playground' }).first().click()
  await expect(lab).toBeVisible()
  await page.goto(`${SHORT.path}#discussion`)
  await expect(discussion).toBeVisible()
})

test('on an upright tablet the lab stays in view below the text, and folds', async ({ page }) => {
  await page.setViewportSize({ width: 820, height: 1180 })
  await page.goto(SHORT.path)
  const lab = page.getByRole('region', { name: /^Playground/ })
  const runButton = lab.getByRole('button', { name: /^Run\b/ })
  await expect(page.getByRole('heading', { level: 1 })).toBeInViewport()
  await expect(runButton).toBeInViewport()
  await page.getByRole('heading', { name: 'Whose name is it?' }).scrollIntoViewIfNeeded()
  await expect(runButton).toBeInViewport()
  await lab.getByRole('button', { name: 'Fold' }).click()
  await expect(runButton).toBeHidden()
  await expect(lab.getByRole('heading', { name: /^Playground/ })).toBeInViewport()
  await lab.getByRole('button', { name: 'Unfold' }).click()
  await expect(runButton).toBeInViewport()
})

test('on an upright tablet a run is brought up to the bar with Run, and stays in reach of it', async ({ page }) => {
  await page.setViewportSize({ width: 768, height: 1024 })
  await page.goto(SHORT.path)
  const lab = playgroundOf(page)
  await expect(runButtonOf(lab)).toBeInViewport()
  await expect(exchangesOf(lab).first()).not.toBeInViewport()
  await run(lab)
  await expect(exchangesOf(lab).first()).toBeInViewport({ ratio: 1 })
  await exchangesOf(lab).last().scrollIntoViewIfNeeded()
  await expect(runButtonOf(lab)).toBeInViewport({ ratio: 1 })
  await expect(lab.getByRole('tab').first()).not.toBeInViewport()
})

test('with forced colours the lanes keep to them, and a cookie that is set is told apart from one that is sent', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' })
  await page.addInitScript(() => localStorage.setItem('crumbtrail:theme', 'light'))
  await page.goto(CONCEPT.path)
  const row = exchangesOf(playgroundOf(page)).first()
  const canvas = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  await expect(row.locator('summary')).toHaveCSS('background-color', canvas)
  const grounds = await playgroundOf(page)
    .locator('.arrow-tokens [title]')
    .evaluateAll((tokens) => tokens.map((token) => ({ title: token.getAttribute('title'), ground: getComputedStyle(token).backgroundColor })))
  expect(grounds.filter(({ title }) => title?.startsWith('sets')).every(({ ground }) => ground !== canvas)).toBe(true)
  expect(grounds.filter(({ title }) => title?.startsWith('carries')).every(({ ground }) => ground === canvas)).toBe(true)
  expect(grounds.length).toBeGreaterThan(0)
})

for (const [system, other] of [
  ['light', 'dark'],
  ['dark', 'light'],
] as const) {
  test(`with a ${system} system, ${other} is one tap away, stays, and never flashes`, async ({ page, context }) => {
    await page.emulateMedia({ colorScheme: system })
    // The ground of each frame, from the first one that is drawn.
    await context.addInitScript(() => {
      const grounds: string[] = []
      Object.assign(window, { grounds })
      const note = () => {
        if (document.body) grounds.push(getComputedStyle(document.documentElement).backgroundColor)
        requestAnimationFrame(note)
      }
      requestAnimationFrame(note)
    })
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    const drawn = async () => new Set(await page.evaluate(() => (window as unknown as { grounds: string[] }).grounds))
    await page.goto('/')
    const first = await ground()
    const name = other === 'dark' ? 'Dark theme' : 'Light theme'
    await page.getByRole('button', { name }).click()
    await expect.poll(ground).not.toBe(first)
    const chosen = await ground()
    for (const path of ['/', SHORT.path, resultPage]) {
      await page.goto(path)
      await settled(page)
      expect(await drawn(), `each frame of ${path.slice(0, 60)}`).toEqual(new Set([chosen]))
    }
    await page.goto('/')
    await page.getByRole('button', { name: system === 'dark' ? 'Dark theme' : 'Light theme' }).click()
    await expect.poll(ground).toBe(first)
    // Chosen back to what the system has, the page follows the system again.
    await page.emulateMedia({ colorScheme: other })
    await expect.poll(ground).toBe(chosen)
  })
}

test('on paper: the text with its answers, and no instruments', async ({ page }) => {
  await page.goto(SHORT.path)
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByText('Nobody can tell. The bytes are the same.')).toBeVisible()
  const [, question = ''] = /<QA question="([^"]+)">/.exec(SHORT.body) ?? []
  await expect(page.getByText(plain(question), { exact: true })).toBeVisible()
  await expect(page.getByText('Each request can be understood by itself. The protocol ties it to no earlier request').first()).toBeVisible()
  await expect(page.getByText('each request can be understood by itself, whatever was sent before it')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Sources' })).toBeVisible()
  for (const gone of [
    page.getByRole('banner'),
    page.getByRole('region', { name: /^Playground/ }),
    page.getByRole('contentinfo'),
    page.getByRole('button', { name: 'Check answer' }).first(),
    page.getByRole('button', { name: 'Jump' }),
  ])
    await expect(gone).toBeHidden()
  const ink = await page.getByRole('article').evaluate((article) => getComputedStyle(article).color)
  const lightness = await page.evaluate((color) => {
    const context = new OffscreenCanvas(1, 1).getContext('2d')
    if (!context) return Number.NaN
    context.fillStyle = color
    context.fillRect(0, 0, 1, 1)
    return Math.max(...context.getImageData(0, 0, 1, 1).data.slice(0, 3))
  }, ink)
  expect(lightness, 'dark ink also for those who read light on dark').toBeLessThan(128)
})
