/** A learner's code: kept while it is written, reset and brought back, followed in two tabs, shown to somebody else, and tried with requests of one's own. */
import { CONCEPT, SHORT } from './course.ts'
import { expect, test } from './fixtures.ts'
import { answersOf, comeNear, exchangesOf, openPlainEditor, playgroundOf, run, shownCodeOf } from './playground-hands.ts'

const lab = SHORT.lab ?? { steps: [], start: [] }
const starter = lab.start[0]?.content ?? ''
const changed = starter.replace('Visit number', 'Call number')
const [first = '', second = ''] = (CONCEPT.lab?.start ?? []).map(({ path }) => path)

test.use({ viewport: { width: 1440, height: 900 } })

test('one file is reset, or all, and each can be undone', async ({ page }) => {
  await page.goto(CONCEPT.path)
  const playground = playgroundOf(page)
  const reset = playground.getByRole('button', { name: 'Reset', exact: true })
  await expect(reset, 'there is nothing to reset yet').toBeHidden()
  await (await openPlainEditor(page, playground, first)).fill('// mine, one')
  const area = await openPlainEditor(page, playground, second)
  await area.fill('// mine, two')

  await reset.click()
  await playground.getByRole('button', { name: `Reset ${second}` }).click()
  await expect(playground.getByText('The file is as in the starter again.')).toBeVisible()
  await expect(area).not.toHaveValue('// mine, two')
  await expect(playground.getByRole('tab', { name: `${first} , edited` })).toBeVisible()
  await playground.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(area).toHaveValue('// mine, two')

  await reset.click()
  await playground.getByRole('button', { name: 'Reset all files' }).click()
  await expect(playground.getByRole('tab', { name: 'edited' })).toHaveCount(0)
  await page.reload()
  await expect(playground.getByText('All files are as in the starter again.'), 'the way back outlives a reload').toBeVisible()
  await playground.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(playground.getByRole('tab', { name: 'edited' })).toHaveCount(2)
  await playground.getByRole('tab', { name: first }).click()
  await expect(shownCodeOf(playground, first)).toHaveText('// mine, one')
  await playground.getByRole('button', { name: 'Dismiss' }).click()
  await expect(playground.getByRole('button', { name: 'Undo', exact: true })).toBeHidden()
})

test('the menu of resets closes by Escape and gives the focus back', async ({ page }) => {
  await page.goto(SHORT.path)
  const playground = playgroundOf(page)
  await (await openPlainEditor(page, playground)).fill(changed)
  const reset = playground.getByRole('button', { name: 'Reset', exact: true })
  await reset.focus()
  await page.keyboard.press('Enter')
  await expect(playground.getByRole('button', { name: 'Reset all files' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(playground.getByRole('button', { name: 'Reset all files' })).toBeHidden()
  await expect(reset).toBeFocused()
})

test('what is typed a moment before the page is left is kept', async ({ page }) => {
  await page.goto(SHORT.path)
  await (await openPlainEditor(page, playgroundOf(page))).fill(changed)
  await page.goto('/learn')
  await page.goBack()
  await expect(shownCodeOf(playgroundOf(page))).toContainText('Call number')
  await page.goto(CONCEPT.path)
  await expect(playgroundOf(page).getByRole('tab', { name: 'edited' }), 'each lesson has code of its own').toHaveCount(0)
})

test('two tabs show the same code', async ({ page, context }) => {
  const other = await context.newPage()
  await page.goto(SHORT.path)
  await other.goto(SHORT.path)
  await (await openPlainEditor(page, playgroundOf(page))).fill(changed)
  await expect(shownCodeOf(playgroundOf(other))).toContainText('Call number')
})

test('a link shows the code to somebody else, who keeps their own', async ({ page, openBrowser }) => {
  await page.goto(SHORT.path)
  const playground = playgroundOf(page)
  await (await openPlainEditor(page, playground)).fill(changed)
  await playground.getByRole('button', { name: 'Share' }).click()
  const link = playground.getByRole('textbox', { name: 'Anyone with this link gets this code' })
  await expect(link).toHaveValue(new RegExp(`${SHORT.path}\\?code=`))
  const address = await link.inputValue()

  const other = await openBrowser({ viewport: { width: 1440, height: 900 } })
  await other.goto(SHORT.path)
  const theirs = playgroundOf(other)
  await (await openPlainEditor(other, theirs)).fill('// theirs')
  await other.goto(address)
  await expect(theirs.getByText('This is code that was shared by a link. What you had is kept.')).toBeVisible()
  await expect(shownCodeOf(theirs)).toContainText('Call number')
  await expect(other, 'a reload does not lay it over what is typed next').toHaveURL(SHORT.path)
  await run(theirs)
  expect((await answersOf(theirs))[0]).toBe('200 “Call number 1”')
  await theirs.getByRole('button', { name: 'Back to my code' }).click()
  await expect(shownCodeOf(theirs)).toHaveText('// theirs')
})

test('without edits the lesson itself is the link', async ({ page, baseURL }) => {
  await page.goto(SHORT.path)
  await playgroundOf(page).getByRole('button', { name: 'Share' }).click()
  await expect(playgroundOf(page).getByRole('textbox', { name: /starter/ })).toHaveValue(`${baseURL}${SHORT.path}`)
  await playgroundOf(page).getByRole('button', { name: 'Close' }).click()
  await expect(playgroundOf(page).getByRole('textbox', { name: /starter/ })).toBeHidden()
})

test.describe('a link that leads nowhere', () => {
  test.use({ expectedErrors: /status of 404/ })

  test('is said, and the page is as it was', async ({ page }) => {
    for (const code of ['nobody-shared-this', '../../etc/passwd', '%00', 'x'.repeat(500)]) {
      await page.goto(`${SHORT.path}?code=${encodeURIComponent(code)}`)
      await expect(playgroundOf(page).getByText(/^The shared code could not be opened\./)).toBeVisible()
      await expect(shownCodeOf(playgroundOf(page))).toContainText('Visit number')
    }
  })
})

test.describe('requests of one’s own', () => {
  test('are played after the lab’s, kept, and removed', async ({ page }) => {
    await page.goto(SHORT.path)
    const playground = playgroundOf(page)
    await comeNear(playground)
    await playground.getByRole('textbox', { name: 'Path or address' }).fill('/nope')
    await playground.getByRole('button', { name: 'Add and run' }).click()
    const own = exchangesOf(playground).nth(lab.steps.length)
    await expect(own).toContainText('GET /nope')
    await expect(own).toContainText('404 “There is nothing here.”', { timeout: 30_000 })
    await expect(own).toContainText('Added by you')

    await page.reload()
    await expect(own).toContainText('GET /nope')
    await run(playground)
    await expect(own).toContainText('404')
    await own.getByRole('button', { name: 'Remove /nope' }).click()
    await expect(exchangesOf(playground)).toHaveCount(lab.steps.length)
  })

  test('carry a method, headers, a body, and the cookies of an earlier response', async ({ page }) => {
    await page.goto(SHORT.path)
    const playground = playgroundOf(page)
    const echo = `import { createServer } from 'node:http'
      createServer(async (request, response) => {
        response.setHeader('Set-Cookie', 'crumb=trail; Path=/')
        let body = ''
        for await (const part of request) body += part
        response.end([request.method, request.headers['x-mine'], request.headers.cookie, body].join(' '))
      }).listen(process.env.PORT)`
    await (await openPlainEditor(page, playground)).fill(echo)
    await playground.getByRole('combobox', { name: 'Method' }).selectOption('POST')
    await playground.getByRole('textbox', { name: 'Path or address' }).fill('http://shop.test/echo?a=b')
    await playground.getByRole('button', { name: 'Headers, body, cookies' }).click()
    await playground.getByRole('textbox', { name: 'Headers, one a line' }).fill('X-Mine: yes')
    await playground.getByRole('textbox', { name: 'Body' }).fill('dough')
    await playground.getByRole('combobox', { name: 'Send back the cookies' }).selectOption({ index: 1 })
    await playground.getByRole('button', { name: 'Add and run' }).click()
    const own = exchangesOf(playground).nth(lab.steps.length)
    await expect(own).toContainText('200 “POST yes crumb=trail dough”', { timeout: 30_000 })
    await expect(own).toContainText('carries cookie crumb=trail')
  })

  test('that cannot be sent are refused with what was expected', async ({ page }) => {
    await page.goto(SHORT.path)
    const playground = playgroundOf(page)
    await comeNear(playground)
    const address = playground.getByRole('textbox', { name: 'Path or address' })
    const add = playground.getByRole('button', { name: 'Add and run' })
    for (const wrong of ['', 'http://evil.test/', 'https://169.254.169.254/', 'javascript:alert(1)']) {
      await address.fill(wrong)
      await add.click()
      await expect(playground.getByRole('alert')).toHaveText('Expected a path such as /me, or an address of shop.test.')
      await expect(address).toHaveAttribute('aria-invalid', 'true')
    }
    await address.fill('/')
    await playground.getByRole('button', { name: 'Headers, body, cookies' }).click()
    await playground.getByRole('textbox', { name: 'Headers, one a line' }).fill('Accept: text/html\nno header')
    await add.click()
    await expect(playground.getByRole('alert')).toHaveText('Line 2: expected a header such as Accept: text/html.')
    await expect(exchangesOf(playground)).toHaveCount(lab.steps.length)
  })
})

test('the lab fills the screen on demand, and everything else rests meanwhile', async ({ page }) => {
  await page.goto(SHORT.path)
  const playground = playgroundOf(page)
  const full = playground.getByRole('button', { name: 'Full screen' })
  await full.click()
  await expect(full).toHaveAttribute('aria-pressed', 'true')
  const box = await playground.boundingBox()
  expect({ width: box?.width, height: box?.height }).toEqual({ width: 1440, height: 900 })
  await expect(page.getByRole('banner')).toHaveJSProperty('inert', true)
  await full.click()
  await expect(page.getByRole('banner')).toHaveJSProperty('inert', false)
  await page.getByRole('separator', { name: 'Width of the playground' }).focus()
  const before = (await playground.boundingBox())?.width ?? 0
  await page.keyboard.press('ArrowLeft')
  const wider = (await playground.boundingBox())?.width ?? 0
  expect(wider).toBeGreaterThan(before)
  await page.reload()
  expect((await playground.boundingBox())?.width).toBe(wider)
})
