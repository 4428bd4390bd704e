/** People talk to each other beside a lesson: they ask, answer, change their minds, and look after the place. */
import { randomUUID } from 'node:crypto'
import { giveRole, postForm, SIGNED_IN, signUp } from './accounts.ts'
import { CONCEPT, lessons, PLAIN, plain, SHORT } from './course.ts'
import { commentOf, commentWith, composerOf, discussionPath, postReply, postThread, threadUrl } from './discussion-hands.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, expectReadableColours, test } from './fixtures.ts'
import { countShifts, expectStill } from './layout-shifts.ts'

test.use({ ...SIGNED_IN, expectedErrors: /status of 4\d\d/ })

/** Texts of their own, so that journeys which run at once do not read each other's. */
const told = (words: string) => `${words} ${randomUUID().slice(0, 8)}`

test('two people talk: each sees what the other writes, under names and never addresses', async ({ page, openBrowser }) => {
  const [question, answer] = [told('Why does *my* session vanish behind nginx?'), told('Tell Express who ends TLS: `trust proxy`.')]
  const asker = await signUp(page, { name: 'Ada Asker' })
  await postThread(page, SHORT, question)
  await expect(commentOf(page, 1).getByText('Ada Asker', { exact: true })).toBeVisible()
  await expect(commentOf(page, 1).locator('em')).toHaveText('my')

  const other = await openBrowser()
  await signUp(other, { name: 'Otto Other' })
  await other.goto(discussionPath(SHORT))
  await commentWith(other, plain(question)).getByRole('link', { name: 'Reply to Ada Asker' }).click()
  await postReply(other, answer)
  await expect(commentOf(other, 2)).toContainText('trust proxy')

  await page.goto('/discussions')
  const thread = page.getByRole('listitem').filter({ has: commentWith(page, plain(question)) })
  await expect(thread.getByRole('link', { name: /^1 reply/ })).toBeVisible()
  await expect(thread.getByText(plain(answer))).toBeVisible()
  await expect(thread.getByRole('link', { name: SHORT.frontMatter.title })).toHaveAttribute('href', discussionPath(SHORT))
  for (const shown of [page, other]) expect(await shown.content()).not.toContain(asker.email)
})

test('one’s own comment is edited, says so, and leaves a marker when it goes', async ({ page, openBrowser }) => {
  const question = told('Is SameSite=Lax enuogh?')
  await signUp(page, { name: 'Mira Mender' })
  await postThread(page, SHORT, question)
  await commentOf(page, 1).getByRole('link', { name: 'Edit your comment' }).click()
  await expect(composerOf(page)).toHaveValue(question)
  await composerOf(page).fill(question.replace('enuogh', 'enough'))
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(commentOf(page, 1)).toContainText('enough')
  await expect(commentOf(page, 1)).toContainText(/edited (just now|1 minute ago)/)

  const thread = threadUrl(page)
  const other = await openBrowser()
  await signUp(other, { name: 'Rolf Replier' })
  await other.goto(thread)
  await expect(commentOf(other, 1).getByRole('link', { name: /^(Edit|Delete)/ })).toHaveCount(0)
  await postReply(other, told('It depends.'))

  await page.goto(thread)
  await commentOf(page, 1).getByRole('link', { name: 'Delete your comment' }).click()
  await page.getByRole('button', { name: 'Delete it' }).click()
  await expect(page.getByText('Your comment is deleted.')).toBeVisible()
  await other.reload()
  await expect(commentOf(other, 1)).toHaveText(/Its author has deleted this comment\./)
  expect(await other.content()).not.toContain('Mira Mender')

  await commentOf(other, 2).getByRole('link', { name: 'Delete your comment' }).click()
  await other.getByRole('button', { name: 'Delete it' }).click()
  await expect(other.getByText('Your comment is deleted.')).toBeVisible()
  expect((await page.request.get(thread)).status(), 'nothing is left of the thread').toBe(404)
})

test('a permalink leads to its comment and marks it, in a thread of many pages', async ({ page, openBrowser }) => {
  await signUp(page, { name: 'Petra Poster' })
  const [question, reply] = [told('Which cookie wins?'), told('The longer path.')]
  await postThread(page, SHORT, question)
  await postReply(page, reply)
  const link = await commentWith(page, reply).getByRole('link', { name: /^Link/ }).getAttribute('href')
  const reader = await openBrowser()
  await reader.goto(String(link))
  await expect(commentWith(reader, reply)).toBeInViewport()
  const [marked, unmarked] = [commentWith(reader, reply), commentOf(reader, 1)]
  const ground = (comment: typeof marked) => comment.evaluate((element) => getComputedStyle(element).backgroundColor)
  expect(await ground(marked)).not.toBe(await ground(unmarked))
  for (const nothing of ['/discussions/00000000-0000-7000-8000-000000000000', '/discussions/nonsense', `${discussionPath(SHORT)}/nonsense`])
    expect((await reader.request.get(nothing)).status(), nothing).toBe(404)
})

test('a reader reports, a moderator decides, and everybody else sees no such page', async ({ page, openBrowser }) => {
  const spam = told('Buy cheap cookies')
  await signUp(page, { name: 'Sven Spammer' })
  await postThread(page, SHORT, spam)
  const thread = threadUrl(page)

  const reader = await openBrowser()
  await reader.goto(thread)
  await commentOf(reader, 1).getByRole('link', { name: 'Report' }).click()
  await expect(reader).toHaveURL(/\/sign-in\?next=/)
  await signUp(reader, { name: 'Rita Reader' })
  await reader.goto(thread)
  await commentOf(reader, 1).getByRole('link', { name: 'Report' }).click()
  await reader.getByRole('button', { name: 'Report it' }).click()
  await expect(reader.getByText('Choose what is wrong with it.')).toBeVisible()
  await reader.getByRole('radio', { name: 'It is spam or an advert' }).check()
  await reader.getByRole('textbox', { name: /^Anything else/ }).fill('Third time today')
  await reader.getByRole('button', { name: 'Report it' }).click()
  await expect(reader.getByText('Thank you. The moderators will look at it')).toBeVisible()
  expect((await reader.goto('/discussions/moderation'))?.status()).toBe(404)

  const moderator = await openBrowser()
  const account = await signUp(moderator, { name: 'Mo Moderator' })
  await giveRole(account, 'moderator')
  await moderator.goto('/discussions')
  await moderator.getByRole('link', { name: 'Moderators’ queue' }).click()
  const item = moderator.getByRole('listitem').filter({ has: commentWith(moderator, spam) })
  await expect(item).toContainText('It is spam or an advert, by Rita Reader')
  await expect(item).toContainText('Third time today')
  await expectAccessible(moderator, 'the queue')
  await item.getByRole('button', { name: 'Hide' }).click()
  await expect(item).toHaveCount(0)

  expect((await reader.goto(thread))?.status()).toBe(404)
  await page.goto(thread)
  await expect(commentOf(page, 1)).toContainText('A moderator has hidden this. Only you and the moderators see it.')
  await moderator.goto('/discussions/moderation?show=hidden')
  await item.getByRole('button', { name: 'Show again' }).click()
  await expect(item).toHaveCount(0)
  await reader.goto(thread)
  await expect(commentOf(reader, 1)).toContainText(spam)
})

test.describe('what was typed is never lost', () => {
  test.use({ expectedErrors: /Failed to load resource|ERR_(INTERNET_DISCONNECTED|FAILED)/ })

  test('over a reload, a server that is away, and a lost connection; and it is posted once', async ({ page, context }) => {
    const text = told('A long thought')
    await signUp(page, { name: 'Dora Drafter' })
    await page.goto(discussionPath(PLAIN))
    await composerOf(page).fill(text)
    await expect(page.getByText('Kept as a draft in this browser.')).toBeVisible()
    await page.reload()
    await expect(composerOf(page)).toHaveValue(text)
    await expect(page.getByText('Your draft, as this browser kept it.')).toBeVisible()

    const isPost = (request: { method: () => string }) => request.method() === 'POST'
    await page.route('**/discussion*', (route) =>
      isPost(route.request()) ? route.fulfill({ status: 503, headers: { 'retry-after': '5' }, body: 'away' }) : route.continue(),
    )
    await page.getByRole('button', { name: 'Post', exact: true }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'The site could not be reached' })).toBeVisible()
    await expect(composerOf(page)).toHaveValue(text)
    await page.unroute('**/discussion*')

    await context.setOffline(true)
    await page.getByRole('button', { name: 'Post', exact: true }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'This browser is offline.' })).toBeVisible()
    await context.setOffline(false)

    // The request arrives, its answer does not: sending again posts nothing twice.
    await page.route('**/discussion*', async (route) => {
      if (!isPost(route.request())) return route.continue()
      await route.fetch()
      await route.abort()
    })
    await page.getByRole('button', { name: 'Post', exact: true }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'posting it again posts it once' })).toBeVisible()
    await page.unroute('**/discussion*')
    await page.reload()
    await expect(composerOf(page)).toHaveValue(text)
    await page.getByRole('button', { name: 'Post', exact: true }).dblclick()
    await expect(page).toHaveURL(/#comment-/)
    await expect(commentOf(page, 1)).toContainText(text)
    await page.goto(discussionPath(PLAIN))
    await expect(commentWith(page, text)).toHaveCount(1)
    await expect(composerOf(page)).toHaveValue('')
  })
})

test('what a signed-out reader types is kept, and offered after signing in', async ({ page }) => {
  const text = told('I only wanted to ask')
  await page.goto(discussionPath(PLAIN))
  await composerOf(page).fill(text)
  await expect(page.getByText('Kept in this browser, and offered once you are signed in.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Sign in to post' })).toHaveAttribute('href', /^\/sign-in\?next=/)
  await signUp(page, { name: 'Nina New' })
  await page.goto(discussionPath(PLAIN))
  await expect(composerOf(page)).toHaveValue('')
  await expect(page.getByText('You wrote this here before you signed in:')).toBeVisible()
  await page.getByRole('button', { name: 'Use it' }).click()
  await expect(composerOf(page)).toHaveValue(text)
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await expect(page).toHaveURL(/#comment-/)
  await expect(commentOf(page, 1)).toContainText(text)
})

test('limits are said before and after: length, links of a new account, nothing to read', async ({ page }) => {
  await signUp(page, { name: 'Lena Limit' })
  await page.goto(discussionPath(PLAIN))
  await composerOf(page).fill('x'.repeat(5001))
  await expect(page.getByText('5,001 / 5,000')).toBeVisible()
  await composerOf(page).fill('---')
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'There is nothing to read in it yet.' })).toBeVisible()
  await composerOf(page).fill([1, 2, 3, 4].map((number) => `https://example.test/${number}`).join(' '))
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'It has 4 links.' })).toBeVisible()
  await composerOf(page).fill('**bold** and\n\n```js\nconst a = 1\n```')
  await page.getByRole('button', { name: 'Preview' }).click()
  const preview = page.getByRole('region', { name: 'Preview' })
  await expect(preview.locator('strong')).toHaveText('bold')
  await expect(preview.locator('.tok-keyword').first()).toHaveText('const')

  await Promise.all(
    Array.from({ length: 11 }, () => postForm(page, discussionPath(PLAIN), { text: told('Many'), intent: 'post', clientId: randomUUID() })),
  )
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await expect(page.getByRole('alert').filter({ hasText: /Your text is kept; post it in \d+ seconds?\./ })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Post', exact: true })).toHaveAttribute('aria-disabled', 'true')
})

test.describe('inside the lesson', () => {
  test('the discussion comes as the reader comes near, and moves nothing', async ({ page, context }) => {
    await countShifts(context)
    for (const lesson of [SHORT, CONCEPT]) {
      await page.goto(lesson.path)
      const discussion = page.getByRole('region', { name: 'Discussion' })
      const asked: string[] = []
      page.on('request', (request) => asked.push(new URL(request.url()).pathname))
      expect(asked).not.toContain('/api/discussions')
      await page.evaluate(() => document.getElementById('discussion')?.scrollIntoView({ behavior: 'instant' }))
      await expect(discussion.getByRole('textbox', { name: 'Ask a question about this lesson' })).toBeVisible()
      await page.evaluate(() => scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' }))
      await expectStill(page)
    }
  })

  test('a topic goes into the form, and a post appears at once without leaving the lesson', async ({ page }) => {
    await signUp(page, { name: 'Tina Topic' })
    await page.goto(SHORT.path)
    const discussion = page.getByRole('region', { name: 'Discussion' })
    await discussion.scrollIntoViewIfNeeded()
    const topic = plain(SHORT.frontMatter.discussionTopics[0] ?? '')
    await expect(composerOf(page)).toBeVisible()
    await discussion.getByRole('link', { name: topic }).click()
    await expect(composerOf(page)).toHaveValue(new RegExp(`^${topic.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`))
    await expect(composerOf(page)).toBeFocused()
    const words = told('Because.')
    await page.keyboard.type(words)
    await page.keyboard.press('Control+Enter')
    await expect(commentWith(page, words)).toBeInViewport()
    await expect(page.getByRole('status').filter({ hasText: 'Posted.' })).toBeVisible()
    await expect(page).toHaveURL(SHORT.path)
  })
})

test.describe('on every screen', () => {
  for (const [width, height] of [
    [390, 844],
    [768, 1024],
    [1440, 900],
  ] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`${width} px, ${colorScheme}`, async ({ openBrowser }) => {
        const page = await openBrowser({ viewport: { width, height }, colorScheme })
        await signUp(page, { name: 'Wide Narrow' })
        await postThread(
          page,
          SHORT,
          `${told('Wide')}\n\n\`\`\`js\n${'const wide = "'.padEnd(300, 'x')}"\n\`\`\`\n\n${'long'.repeat(80)}\n\n> quote\n\n- a\n  - b`,
        )
        await postReply(page, 'Narrow')
        const thread = threadUrl(page)
        for (const path of [thread, discussionPath(SHORT), '/discussions', `${thread}?reply=2#reply`]) {
          await page.goto(path)
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
          await expectNoSidewaysScroll(page, `${path} at ${width}`)
          if (colorScheme === 'light') await expectAccessible(page, path)
          else await expectReadableColours(page, path)
        }
        const links = [/^Edit/, /^Delete/] as const
        for (const name of links) {
          await page.goto(thread)
          await commentOf(page, 1).getByRole('link', { name }).click()
          await expect(page.getByRole('heading', { level: 1, name: /your comment/ })).toBeVisible()
          await expectNoSidewaysScroll(page)
          if (colorScheme === 'light') await expectAccessible(page)
        }
      })
    }
  }
})

test('the empty discussion says so, and every lesson has one', async ({ request }) => {
  for (const lesson of lessons) {
    const response = await request.get(discussionPath(lesson))
    expect(response.status()).toBe(200)
    expect(response.headers()['cache-control']).toContain('no-store')
    expect(response.headers()['set-cookie']).toBeUndefined()
  }
})
