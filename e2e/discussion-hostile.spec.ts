/** What somebody posts to make other readers' browsers do something, in a real browser. */
import { HOSTILE_SAMPLE } from '#lib/discussions/markdown/hostile-markdown-tables.ts'
import { SIGNED_IN, signUp } from './accounts.ts'
import { SHORT } from './course.ts'
import { commentOf, composerOf, discussionPath, postReply, postThread, threadUrl } from './discussion-hands.ts'
import { expect, test } from './fixtures.ts'

test.use({ ...SIGNED_IN })

/** What a link out of the site cannot do without: an account that is new may post few of them. */
const OUTSIDE = /https?:|www\.|@|mailto:/gi

/** As many of them in one comment as one comment of a new account takes. */
function inComments(texts: readonly string[]): string[] {
  const comments: string[] = []
  for (const text of texts) {
    const joined = `${comments.at(-1) ?? ''}\n\n${text}`
    if (comments.length > 0 && joined.length < 2500 && (joined.match(OUTSIDE)?.length ?? 0) <= 3) comments[comments.length - 1] = joined
    else comments.push(text)
  }
  return comments
}

test('hostile comments stay text: nothing runs, loads, opens or breaks out of its place', async ({ page, openBrowser }) => {
  const comments = inComments(HOSTILE_SAMPLE)
  const reader = await openBrowser()
  reader.on('dialog', (dialog) => expect(dialog.message(), 'a dialog opened').toBe(''))
  let writer = page
  let thread = ''
  for (const [index, text] of comments.entries()) {
    // One person may post ten a minute.
    if (index % 9 === 0) {
      if (index > 0) writer = await openBrowser()
      writer.on('dialog', (dialog) => expect(dialog.message(), 'a dialog opened').toBe(''))
      await signUp(writer, { name: 'Eve' })
    }
    if (thread === '') {
      await postThread(writer, SHORT, text)
      thread = threadUrl(writer)
    } else {
      await writer.goto(thread)
      await composerOf(writer).fill(text)
      await writer.getByRole('button', { name: 'Preview' }).click()
      await expect(writer.getByRole('region', { name: 'Preview' })).toBeVisible()
      await postReply(writer, text)
    }
  }
  for (const path of [thread, discussionPath(SHORT), '/discussions', `${SHORT.path}#discussion`]) {
    await reader.goto(path)
    await expect(reader.locator('.comment-body').first()).toBeVisible()
    const found = await reader.locator('.comment-body').evaluateAll((bodies) =>
      bodies.flatMap((body) =>
        [...body.querySelectorAll('*')].flatMap((element) => {
          const faults = [...element.attributes].map(({ name }) => name).filter((name) => /^(on|style$|src|id$|name$|srcdoc|target|form)/.test(name))
          if (element instanceof HTMLAnchorElement && !/^(https?|mailto):$/.test(element.protocol)) faults.push(element.href)
          if (
            /^(script|img|iframe|object|embed|svg|math|form|input|textarea|select|style|link|meta|base|video|audio|template)$/i.test(
              element.localName,
            )
          ) {
            // The page's own copy button has an icon.
            if (!element.closest('.copy-button')) faults.push(element.outerHTML)
          }
          return faults
        }),
      ),
    )
    expect(found, path).toEqual([])
    await expect(reader).toHaveTitle(/Crumbtrail/)
  }
  await reader.goto(thread)
  for (const link of await commentOf(reader, 1).locator('.comment-body a').all()) expect(await link.getAttribute('rel')).toBe('nofollow ugc noopener')
})
