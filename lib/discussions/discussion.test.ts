/** The operations of a discussion against a real database. */
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { takeTestDatabase } from '#prisma/take-test-database.ts'
import { deleteComment, editComment, findEditable } from './change-comment.ts'
import { COMMENT_CHARACTERS_MAX, COMMENTS_PER_PAGE, THREADS_PER_PAGE } from './comment-limits.ts'
import { readThreadCursor } from './cursor-rules.ts'
import { addLessons, addPerson, posted, postReply, postThread } from './example-people.ts'
import { commentWords } from './markdown/comment-tree.ts'
import { listQueue, ruleOn } from './moderate.ts'
import { findReadableComment, listThreads, openThread } from './read-discussion.ts'
import { findReportable, reportComment } from './report-comment.ts'

process.env.LOG_LEVEL = 'warn'
await takeTestDatabase()
const [lessonId, otherLessonId] = await addLessons()

/** Each test has people of its own: how often one may post is counted. */
let people = 0
const someone = (options: Parameters<typeof addPerson>[1] = {}) => addPerson(`Person ${++people}`, options)
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)
const words = (thread: { body: Parameters<typeof commentWords>[0] }) => commentWords(thread.body).trim()
const gone = { ok: false, reason: 'gone' }

describe('posting', () => {
  it('makes a thread that everybody reads, under the name of its author and nothing else of them', async () => {
    const author = await someone()
    const { comment, place } = await posted(postThread(author, lessonId, 'Why does *this* expire?'))
    const page = await openThread(null, comment.threadId, {})
    expect(page).toMatchObject({ replyCount: 0, opening: { author: { name: author.displayName, role: 'learner' }, isOwn: false, state: 'shown' } })
    expect(words(page?.opening as never)).toBe('Why does this expire?')
    expect(JSON.stringify(page)).not.toContain(author.id)
    expect(place).toBe(`${page?.path}#comment-${comment.id}`)
    expect(page?.opening.may).toEqual({ reply: false, edit: false, delete: false, report: false, moderate: false })
  })

  it('numbers replies in their order, and says which comment they answer', async () => {
    const [author, other] = [await someone(), await someone()]
    const { comment } = await posted(postThread(author, lessonId, 'One'))
    const reply = await posted(postReply(other, comment.threadId, 'Two'))
    await posted(postReply(author, comment.threadId, 'Three', { replyTo: 2 }))
    const page = await openThread(other, comment.threadId, {})
    expect(page?.replies.map(({ number }) => number)).toEqual([2, 3])
    expect(page?.replies[1]?.answers).toEqual({ id: reply.comment.id, number: 2, name: other.displayName })
    expect(page?.replies[0]).toMatchObject({ isOwn: true, may: { edit: true, delete: true, report: false, reply: true } })
    expect(page?.replies[1]).toMatchObject({ isOwn: false, may: { edit: false, delete: false, report: true } })
    expect(page?.lastNumber).toBe(3)
  })

  it('is done once, however often and however simultaneously it is sent', async () => {
    const author = await someone()
    const clientId = randomUUID()
    const sent = await Promise.all(Array.from({ length: 5 }, () => posted(postThread(author, otherLessonId, 'Once', clientId))))
    expect(new Set(sent.map(({ comment }) => comment.id)).size).toBe(1)
    const { threadId } = sent[0]?.comment ?? { threadId: '' }
    const replyId = randomUUID()
    await Promise.all(Array.from({ length: 5 }, () => posted(postReply(author, threadId, 'Once too', { clientId: replyId }))))
    expect(await db().comment.findMany({ where: { threadId }, select: { number: true }, orderBy: { number: 'asc' } })).toEqual([
      { number: 1 },
      { number: 2 },
    ])
    expect(await db().thread.findUnique({ where: { id: threadId }, select: { lastNumber: true, shownCount: true } })).toEqual({
      lastNumber: 2,
      shownCount: 2,
    })
  })

  it('gives every one of many simultaneous replies a number of its own', async () => {
    const { comment } = await posted(postThread(await someone(), lessonId, 'All at once'))
    const repliers = await Promise.all(Array.from({ length: 12 }, () => someone()))
    await Promise.all(repliers.map((replier, index) => posted(postReply(replier, comment.threadId, `Reply ${index}`))))
    const page = await openThread(null, comment.threadId, {})
    expect(page?.replies.map(({ number }) => number)).toEqual(Array.from({ length: 12 }, (_, index) => index + 2))
    expect(page?.replyCount).toBe(12)
  })

  it('takes another text out of a form that has sent one for what it is: refused, with the way to the first', async () => {
    const author = await someone()
    const clientId = randomUUID()
    const { comment } = await posted(postThread(author, lessonId, 'First words', clientId))
    expect(await postThread(author, lessonId, 'Other words', clientId)).toEqual({
      ok: false,
      reason: 'sent-otherwise',
      path: `/discussions/${comment.id}`,
    })
    await deleteComment(author, comment.id, new Date())
    expect(await postThread(author, lessonId, 'First words', clientId)).toEqual({ ok: false, reason: 'sent-otherwise', path: null })
    expect(await posted(postThread(await someone(), lessonId, 'First words', clientId))).toBeTruthy()
  })

  it('is refused for texts without words, too long, or full of links from a new account', async () => {
    const author = await someone({ isNew: true })
    expect(await postThread(author, lessonId, ' \r\n\u0000')).toEqual({ ok: false, reason: 'empty' })
    expect(await postThread(author, lessonId, '---')).toEqual({ ok: false, reason: 'empty' })
    expect(await postThread(author, lessonId, 'x'.repeat(COMMENT_CHARACTERS_MAX + 1))).toMatchObject({
      reason: 'too-long',
      charactersMax: COMMENT_CHARACTERS_MAX,
      characters: COMMENT_CHARACTERS_MAX + 1,
    })
    const links = (count: number) => Array.from({ length: count }, (_, index) => `https://example.test/${index}`).join(' ')
    expect(await postThread(author, lessonId, links(4))).toMatchObject({ reason: 'too-many-links', links: 4, linksMax: 3 })
    expect(await posted(postThread(author, lessonId, `${links(3)} [here](/learn)`))).toBeTruthy()
    expect(await posted(postThread(await someone(), lessonId, links(30)))).toBeTruthy()
  })

  it('counts a line end of a form as one character', async () => {
    const text = `${'x'.repeat(COMMENT_CHARACTERS_MAX - 4)}\r\nyz\r\n`
    expect(await posted(postThread(await someone(), lessonId, text))).toBeTruthy()
  })

  it('is refused where there is nothing to post to', async () => {
    const author = await someone()
    expect(await postThread(author, 'les-nobody', 'a')).toEqual(gone)
    expect(await postReply(author, randomUUID(), 'a')).toEqual(gone)
    const { comment } = await posted(postThread(author, lessonId, 'a'))
    expect(await postReply(author, comment.threadId, 'b', { replyTo: 7 })).toEqual(gone)
    expect(await db().thread.findUnique({ where: { id: comment.threadId }, select: { lastNumber: true, shownCount: true } })).toEqual({
      lastNumber: 1,
      shownCount: 1,
    })
  })

  it('is held back after ten in a minute, and says for how long; what was posted already is still answered', async () => {
    const author = await someone()
    const first = randomUUID()
    await posted(postThread(author, lessonId, 'First', first))
    for (let index = 0; index < 9; index++) await posted(postThread(author, lessonId, `More ${index}`))
    const refused = await postThread(author, lessonId, 'Too much')
    expect(refused).toMatchObject({ ok: false, reason: 'throttled' })
    if (!refused.ok && refused.reason === 'throttled') expect(refused.retryAfterSeconds).toBeGreaterThan(0)
    expect(await posted(postThread(author, lessonId, 'First', first))).toBeTruthy()
    expect(await posted(postThread(await someone(), lessonId, 'Somebody else'))).toBeTruthy()
  })
})

describe('one’s own comment', () => {
  it('can be edited, and says that it was and when', async () => {
    const author = await someone()
    const { comment } = await posted(postThread(author, lessonId, 'Befor'))
    const found = await findEditable(author, comment.id)
    expect(found).toMatchObject({ text: 'Befor', version: 'first' })
    const now = new Date()
    const edited = await posted(editComment(author, comment.id, { text: 'Before', version: 'first' }, now))
    expect(edited.comment).toMatchObject({ editedAt: now.toISOString() })
    expect(words(edited.comment)).toBe('Before')
    expect((await openThread(null, comment.threadId, {}))?.opening.editedAt).toBe(now.toISOString())
  })

  it('is not edited by the same text, nor twice by the same request', async () => {
    const author = await someone()
    const { comment } = await posted(postThread(author, lessonId, 'Same'))
    await posted(editComment(author, comment.id, { text: 'Same', version: 'first' }, new Date()))
    expect((await findEditable(author, comment.id))?.version).toBe('first')
    const first = await posted(editComment(author, comment.id, { text: 'New', version: 'first' }, minutesAgo(1)))
    const again = await posted(editComment(author, comment.id, { text: 'New', version: 'first' }, new Date()))
    expect(again.comment.editedAt).toBe(first.comment.editedAt)
  })

  it('is not overwritten by an older page of it', async () => {
    const author = await someone()
    const { comment } = await posted(postThread(author, lessonId, 'Start'))
    await posted(editComment(author, comment.id, { text: 'On the phone', version: 'first' }, new Date()))
    expect(await editComment(author, comment.id, { text: 'On the desk', version: 'first' }, new Date())).toMatchObject({
      reason: 'changed-meanwhile',
      text: 'On the phone',
    })
    const version = (await findEditable(author, comment.id))?.version ?? ''
    const outcomes = await Promise.all(['a', 'b', 'c'].map((text) => editComment(author, comment.id, { text, version }, new Date())))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('is nobody else’s to edit, delete or see the source of, and the answer is that of a comment that is not there', async () => {
    const [author, other, moderator] = [await someone(), await someone(), await someone({ role: 'moderator' })]
    const { comment } = await posted(postThread(author, lessonId, 'Mine'))
    for (const viewer of [other, moderator]) {
      expect(await editComment(viewer, comment.id, { text: 'Yours', version: 'first' }, new Date())).toEqual(gone)
      expect(await deleteComment(viewer, comment.id, new Date())).toEqual(gone)
      expect(await findEditable(viewer, comment.id)).toBeNull()
    }
    for (const id of [randomUUID(), 'nonsense', `${comment.id}'--`, '']) {
      expect(await editComment(author, id, { text: 'x', version: 'first' }, new Date())).toEqual(gone)
      expect(await deleteComment(author, id, new Date())).toEqual(gone)
    }
  })

  it('is gone without a trace when it is deleted and nobody has answered', async () => {
    const author = await someone()
    const { comment } = await posted(postThread(author, lessonId, 'Oops secret-canary'))
    const reply = await posted(postReply(author, comment.threadId, 'Me again'))
    expect(await deleteComment(author, reply.comment.id, new Date())).toEqual({ ok: true })
    expect((await openThread(null, comment.threadId, {}))?.replies).toEqual([])
    expect(await deleteComment(author, comment.id, new Date())).toEqual({ ok: true })
    expect(await deleteComment(author, comment.id, new Date())).toEqual({ ok: true })
    expect(await openThread(null, comment.threadId, {})).toBeNull()
    expect((await listThreads(null, lessonId, null)).threads.map(({ id }) => id)).not.toContain(comment.threadId)
    expect(await findReadableComment(author, comment.id)).toBeNull()
    expect(await db().comment.count({ where: { body: { contains: 'secret-canary' } } })).toBe(0)
  })

  it('leaves a marker when it is deleted and others have answered, and that goes when they go', async () => {
    const [author, other] = [await someone(), await someone()]
    const { comment } = await posted(postThread(author, lessonId, 'Opening'))
    const reply = await posted(postReply(other, comment.threadId, 'Answer'))
    const answer = await posted(postReply(author, comment.threadId, 'Answer to the answer', { replyTo: 2 }))
    await deleteComment(author, comment.id, new Date())
    await deleteComment(other, reply.comment.id, new Date())
    const page = await openThread(null, comment.threadId, {})
    expect(page?.opening).toMatchObject({ state: 'deleted', author: null, body: [] })
    expect(page?.replies.map(({ number, state }) => [number, state])).toEqual([
      [2, 'deleted'],
      [3, 'shown'],
    ])
    expect(page?.replies[1]?.answers?.name).toBeNull()
    expect(page?.replyCount).toBe(1)
    await deleteComment(author, answer.comment.id, new Date())
    expect(await openThread(null, comment.threadId, {})).toBeNull()
  })
})

describe('reporting and moderating', () => {
  it('brings a comment to the moderators once, with what was said', async () => {
    const [author, one, other, moderator] = [await someone(), await someone(), await someone(), await someone({ role: 'moderator' })]
    const { comment } = await posted(postThread(author, lessonId, 'Buy this'))
    expect(await reportComment(one, comment.id, { reason: 'spam', note: 'An advert' }, minutesAgo(2))).toEqual({ ok: true, value: 'reported' })
    expect(await reportComment(one, comment.id, { reason: 'abuse', note: '' }, new Date())).toEqual({ ok: true, value: 'reported-before' })
    await reportComment(other, comment.id, { reason: 'other', note: '' }, new Date())
    const queue = await listQueue(moderator, 'reported', null)
    const queued = queue?.comments.filter(({ comment: { id } }) => id === comment.id)
    expect(queued).toHaveLength(1)
    expect(queued?.[0]?.reports.map(({ reason, note, reporter }) => [reason, note, reporter])).toEqual([
      ['spam', 'An advert', one.displayName],
      ['other', '', other.displayName],
    ])
  })

  it('cannot be done to one’s own comment, or to what one cannot read', async () => {
    const author = await someone()
    const { comment } = await posted(postThread(author, lessonId, 'Mine'))
    expect(await reportComment(author, comment.id, { reason: 'spam', note: '' }, new Date())).toEqual(gone)
    expect(await findReportable(author, comment.id)).toBeNull()
    expect(await reportComment(author, randomUUID(), { reason: 'spam', note: '' }, new Date())).toEqual(gone)
  })

  it('is for moderators alone: everybody else is told that there is nothing', async () => {
    const [author, instructor] = [await someone(), await someone({ role: 'instructor' })]
    const { comment } = await posted(postThread(author, lessonId, 'Stays'))
    for (const viewer of [author, instructor]) {
      expect(await listQueue(viewer, 'reported', null)).toBeNull()
      for (const ruling of ['hide', 'unhide', 'dismiss'] as const) expect(await ruleOn(viewer, comment.id, ruling, new Date())).toEqual(gone)
    }
    expect((await openThread(null, comment.threadId, {}))?.opening.state).toBe('shown')
  })

  it('hides a comment from everybody but its author and moderators, and shows it again', async () => {
    const [author, other, admin] = [await someone(), await someone(), await someone({ role: 'admin' })]
    const { comment } = await posted(postThread(author, lessonId, 'Rude'))
    const reply = await posted(postReply(other, comment.threadId, 'Really'))
    await reportComment(other, comment.id, { reason: 'abuse', note: '' }, new Date())
    for (let again = 0; again < 2; again++) expect(await ruleOn(admin, comment.id, 'hide', new Date())).toEqual({ ok: true, value: null })
    expect((await openThread(other, comment.threadId, {}))?.opening).toMatchObject({ state: 'hidden', author: null, body: [] })
    expect(await findReadableComment(other, comment.id)).toBeNull()
    for (const viewer of [author, admin]) expect(words((await openThread(viewer, comment.threadId, {}))?.opening as never)).toBe('Rude')
    expect(await editComment(author, comment.id, { text: 'Nice', version: 'first' }, new Date())).toEqual(gone)
    expect((await listQueue(admin, 'reported', null))?.comments.map(({ comment: { id } }) => id)).not.toContain(comment.id)
    expect((await listQueue(admin, 'hidden', null))?.comments.map(({ comment: { id } }) => id)).toContain(comment.id)
    expect(await db().thread.findUnique({ where: { id: comment.threadId }, select: { shownCount: true } })).toEqual({ shownCount: 1 })

    await ruleOn(admin, reply.comment.id, 'hide', new Date())
    expect(await openThread(null, comment.threadId, {})).toBeNull()
    expect(await postReply(other, comment.threadId, 'More')).toEqual(gone)
    for (let again = 0; again < 2; again++) await ruleOn(admin, comment.id, 'unhide', new Date())
    expect(words((await openThread(null, comment.threadId, {}))?.opening as never)).toBe('Rude')
    expect(await db().thread.findUnique({ where: { id: comment.threadId }, select: { shownCount: true } })).toEqual({ shownCount: 1 })
  })

  it('can leave a comment as it is and close its reports', async () => {
    const [author, other, moderator] = [await someone(), await someone(), await someone({ role: 'moderator' })]
    const { comment } = await posted(postThread(author, lessonId, 'Harmless'))
    await reportComment(other, comment.id, { reason: 'misleading', note: '' }, new Date())
    await ruleOn(moderator, comment.id, 'dismiss', new Date())
    expect((await listQueue(moderator, 'reported', null))?.comments.map(({ comment: { id } }) => id)).not.toContain(comment.id)
    expect((await openThread(null, comment.threadId, {}))?.opening.state).toBe('shown')
  })

  it('loses nothing that waits when its author deletes it', async () => {
    const [author, other, moderator] = [await someone(), await someone(), await someone({ role: 'moderator' })]
    const { comment } = await posted(postThread(author, lessonId, 'Deleted soon'))
    await reportComment(other, comment.id, { reason: 'spam', note: '' }, new Date())
    await ruleOn(moderator, comment.id, 'hide', new Date())
    expect(await deleteComment(author, comment.id, new Date())).toEqual({ ok: true })
    expect((await listQueue(moderator, 'hidden', null))?.comments.map(({ comment: { id } }) => id)).not.toContain(comment.id)
    expect(await ruleOn(moderator, comment.id, 'unhide', new Date())).toEqual(gone)
  })
})

describe('what is left of an account that is gone', () => {
  it('is its comments, under no name', async () => {
    const author = await someone()
    const { comment } = await posted(postThread(author, lessonId, 'I was here'))
    await db().user.delete({ where: { id: author.id } })
    expect((await openThread(null, comment.threadId, {}))?.opening).toMatchObject({ author: null, state: 'shown' })
  })
})

describe('pages', () => {
  it('list threads by their newest activity, each once, and stay in place while others move', async () => {
    await db().thread.deleteMany({})
    const ids: string[] = []
    for (let index = 0; index < THREADS_PER_PAGE + 3; index++) {
      const { comment } = await posted(postThread(await someone(), otherLessonId, `Thread ${index}`, randomUUID(), minutesAgo(100 - index)))
      ids.unshift(comment.threadId)
    }
    const first = await listThreads(null, otherLessonId, null)
    expect(first.threads.map(({ id }) => id)).toEqual(ids.slice(0, THREADS_PER_PAGE))
    await posted(postReply(await someone(), ids.at(-1) ?? '', 'Up it goes'))
    const second = await listThreads(null, otherLessonId, readThreadCursor(first.older))
    expect(second.threads.map(({ id }) => id)).toEqual(ids.slice(THREADS_PER_PAGE, -1))
    expect(second.older).toBeNull()
    expect((await listThreads(null, otherLessonId, null)).threads[0]).toMatchObject({ id: ids.at(-1), replyCount: 1, replies: [{ number: 2 }] })
    expect((await listThreads(null, lessonId, null)).threads).toEqual([])
    expect((await listThreads(null, null, null)).threads).toHaveLength(THREADS_PER_PAGE)
  })

  it('go through a thread from either end, and open around a comment', async () => {
    const author = await someone()
    const { comment } = await posted(postThread(author, lessonId, 'Long'))
    const total = COMMENTS_PER_PAGE * 2 + 5
    await db().comment.createMany({
      data: Array.from({ length: total }, (_, index) => ({
        threadId: comment.threadId,
        number: index + 2,
        authorId: author.id,
        clientId: randomUUID(),
        body: `Reply ${index + 2}`,
        sentHash: '',
      })),
    })
    await db().thread.update({ where: { id: comment.threadId }, data: { lastNumber: total + 1, shownCount: total + 1 } })
    const numbers = (page: Awaited<ReturnType<typeof openThread>>) => page?.replies.map(({ number }) => number) ?? []
    const first = await openThread(null, comment.threadId, {})
    expect([numbers(first)[0], numbers(first).at(-1), first?.earlier, first?.later]).toEqual([2, 26, null, 27])
    const second = await openThread(null, comment.threadId, { from: first?.later })
    expect([numbers(second)[0], numbers(second).at(-1), second?.earlier, second?.later]).toEqual([27, 51, 27, 52])
    const last = await openThread(null, comment.threadId, { before: total + 2 })
    expect([numbers(last)[0], numbers(last).at(-1), last?.earlier, last?.later]).toEqual([32, 56, 32, null])
    const back = await openThread(null, comment.threadId, { before: second?.earlier })
    expect([numbers(back)[0], numbers(back).at(-1), back?.earlier, back?.later]).toEqual([2, 26, null, 27])
    const around = await openThread(null, comment.threadId, { at: 40 })
    expect(numbers(around)[0]).toBe(30)
    expect(numbers(around)).toContain(40)
    const near = await openThread(null, comment.threadId, { at: 3 })
    expect([numbers(near)[0], near?.earlier]).toEqual([2, null])
    const beyond = await openThread(null, comment.threadId, { from: 4000 })
    expect([numbers(beyond), beyond?.earlier, beyond?.later]).toEqual([[], 4000, null])
  })
})
