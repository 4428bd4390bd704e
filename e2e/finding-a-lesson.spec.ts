/** A reader comes from home to a track to a lesson and on, and is told the truth where there is nothing yet. */
import { CONCEPT, lessons, PLAIN, SHORT, tracks } from './course.ts'
import { expect, test } from './fixtures.ts'

const [flagship] = tracks
const writtenIn = (trackSlug: string) => lessons.filter(({ track }) => track.slug === trackSlug).map(({ slug }) => slug)

test('home says what this is, shows a live lab and the map of every track', async ({ page }) => {
  await page.goto('/')
  await expect(page).toHaveTitle(/Crumbtrail/)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('link', { name: /step 1/ }).first()).toHaveAttribute('href', SHORT.path)
  const lab = page.getByRole('region', { name: new RegExp(String(SHORT.lab?.title)) })
  await expect(lab.getByRole('button', { name: /^Run/ })).toBeVisible()
  await expect(lab.getByText(SHORT.lab?.start[0]?.content.split('\n')[1] ?? '')).toBeVisible()
  for (const track of tracks) {
    const map = page.getByRole('region', { name: track.title, exact: true })
    for (const module of track.modules) await expect(map.getByRole('heading', { level: 3, name: module.title }).first()).toBeVisible()
    for (const step of track.steps) {
      const place = map.getByRole('listitem').filter({ hasText: step.title }).first()
      await expect(place.getByRole('link')).toHaveCount(writtenIn(track.slug).includes(step.slug) ? 1 : 0)
    }
  }
})

test('from home to the track to the lesson', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('link', { name: 'Tracks' }).first().click()
  await expect(page).toHaveURL('/learn')
  for (const track of tracks) await expect(page.getByRole('link', { name: track.title })).toBeVisible()
  await page.getByRole('link', { name: SHORT.track.title }).click()
  await expect(page).toHaveURL(`/learn/${SHORT.track.slug}`)
  await expect(page.getByRole('heading', { level: 1, name: SHORT.track.title })).toBeVisible()
  await page.getByRole('link', { name: CONCEPT.frontMatter.title, exact: true }).click()
  await expect(page).toHaveURL(CONCEPT.path)
  await expect(page.getByRole('heading', { level: 1, name: CONCEPT.frontMatter.title })).toBeVisible()
})

for (const track of tracks) {
  test(`the track page of ${track.slug} lists every step, and links those that are written`, async ({ page }) => {
    await page.goto(`/learn/${track.slug}`)
    const main = page.getByRole('main')
    await expect(main.getByText(track.summary)).toBeVisible()
    for (const step of track.steps) {
      const place = main.getByRole('listitem').filter({ hasText: step.aim })
      await expect(place).toContainText(step.title)
      if (writtenIn(track.slug).includes(step.slug)) {
        await expect(place.getByRole('link', { name: step.title, exact: true })).toHaveAttribute('href', `/learn/${track.slug}/${step.slug}`)
      } else {
        await expect(place).toContainText('Not written yet')
        await expect(place.getByRole('link')).toHaveCount(0)
      }
    }
  })
}

test('a lesson leads to the steps before and after it that are written', async ({ page }) => {
  const steps = PLAIN.track.steps
  await page.goto(PLAIN.path)
  const links = page.getByRole('navigation', { name: 'Previous and next step' })
  await expect(links.getByRole('link')).toHaveCount(1)
  for (const [index, step] of steps.slice(1).entries()) {
    await links.getByRole('link', { name: `Next: step ${index + 2} ${step.title}` }).click()
    await expect(page.getByRole('heading', { level: 1, name: step.title })).toBeVisible()
    await expect(page).toHaveURL(`/learn/${PLAIN.track.slug}/${step.slug}`)
    expect(await page.evaluate(() => scrollY), 'a new lesson begins at its top').toBe(0)
  }
  await expect(links.getByRole('link')).toHaveCount(1)
  await links.getByRole('link', { name: `Previous: step ${steps.length - 1}` }).click()
  await expect(page).toHaveURL(`/learn/${PLAIN.track.slug}/${steps.at(-2)?.slug}`)
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1, name: steps.at(-1)?.title ?? '' })).toBeVisible()
})

test('the rail beside the lesson shows the track, and links no step that is not written', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(CONCEPT.path)
  const rail = page.getByRole('navigation', { name: `Steps of ${CONCEPT.track.title}` })
  await expect(rail.getByRole('link', { name: `${CONCEPT.number} ${CONCEPT.frontMatter.title}` })).toHaveAttribute('aria-current', 'page')
  for (const details of await rail.getByRole('group').all())
    if ((await details.getAttribute('open')) === null) await details.locator('summary').click()
  for (const step of CONCEPT.track.steps) {
    const place = rail.getByRole('listitem').filter({ hasText: step.title }).last()
    if (writtenIn(CONCEPT.track.slug).includes(step.slug)) await expect(rail.getByRole('link', { name: step.title })).toBeVisible()
    else await expect(place).toContainText('(not written yet)')
  }
  const column = page.getByRole('button', { name: 'Steps : show or hide the column' })
  await column.click()
  await expect(rail).toBeHidden()
  await page.reload()
  await expect(rail, 'a folded column stays folded').toBeHidden()
  await column.click()
  await expect(rail).toBeVisible()
})

test('on a narrow page the steps are a drawer that Escape closes', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(SHORT.path)
  const rail = page.getByRole('navigation', { name: `Steps of ${SHORT.track.title}` })
  await expect(rail).toBeHidden()
  await page.getByRole('button', { name: 'Steps', exact: true }).click()
  await expect(rail).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(rail).toBeHidden()
  await page.getByRole('button', { name: 'Steps', exact: true }).click()
  await rail.getByRole('link', { name: /^5 / }).click()
  await expect(page).toHaveURL(/secure-and-httponly$/)
})

test.describe('where there is nothing', () => {
  test.use({ expectedErrors: /status of 404/ })

  const unwritten = flagship?.steps.find(({ slug }) => !writtenIn(flagship.slug).includes(slug))
  const nowhere = [
    '/nope',
    '/learn/nope',
    '/learn/nope/nope',
    `/learn/${flagship?.slug}/nope`,
    `/learn/${flagship?.slug}/${unwritten?.slug}`,
    `${SHORT.path}/nope`,
    `${SHORT.path}/pictures/nope.svg`,
    `${SHORT.path}/pictures/..%2flesson.mdx`,
    `/learn/${flagship?.slug}/nope/result`,
    '/learn/../../package.json',
    '/api/nope',
    '/mailbox/nope',
    '/mailbox/..%2f..%2fauth-secret',
    '/_global-error',
  ]
  for (const path of nowhere) {
    test(`${path} is not found, by status and in words`, async ({ request }) => {
      const response = await request.get(path)
      expect(response.status()).toBe(404)
      expect(await response.text()).not.toContain('contentVersion')
    })
  }

  test('an address that is none is refused', async ({ request }) => {
    for (const path of ['/learn/%E0%A4%A', '/learn/%ff', `${SHORT.path}/pictures/%E0`, '/api/snapshots/%E0'])
      expect((await request.get(path)).status(), path).toBe(400)
  })

  test('the page for it says so and leads on', async ({ page }) => {
    for (const path of ['/nope', `/learn/${flagship?.slug}/${unwritten?.slug}`]) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1, name: 'There is no page at this address' })).toBeVisible()
      await expect(page).toHaveTitle(/No page here/)
      await expect(page.locator('meta[name=robots]').first()).toHaveAttribute('content', /noindex/)
    }
    await page.getByRole('link', { name: 'See the tracks' }).click()
    await expect(page).toHaveURL('/learn')
  })
})

test.describe('when a page fails in the browser', () => {
  test.use({ expectedErrors: /planted|Minified React error/ })

  test('the page says whose fault it is and that nothing is lost, and trying again mends it', async ({ page }) => {
    await page.goto(SHORT.path)
    await page.getByText('With gaps', { exact: true }).click()
    await expect(page.getByText(/^Saved in this browser/)).toBeVisible()
    // A part of the browser that the page needs, to say when this was saved, fails.
    await page.addInitScript(() => {
      if (!sessionStorage.getItem('failing')) return
      Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', {
        configurable: true,
        get() {
          if (sessionStorage.getItem('failing')) throw new Error('planted')
          return () => 'today'
        },
      })
    })
    await page.evaluate(() => sessionStorage.setItem('failing', 'yes'))
    await page.reload()
    await expect(page.getByRole('heading', { level: 1, name: 'This page failed, and the fault is ours' })).toBeVisible()
    await expect(page.getByText('What you wrote in this browser is untouched.')).toBeVisible()
    await page.evaluate(() => sessionStorage.removeItem('failing'))
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('heading', { level: 1, name: SHORT.frontMatter.title })).toBeVisible()
    await expect(page.getByRole('radio', { name: 'With gaps' })).toBeChecked()
  })
})
