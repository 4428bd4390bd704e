'use server'

import { randomUUID } from 'node:crypto'
import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { answerRefusal } from '#app/(discuss)/answer-status.ts'
import type { ComposerRefusal, ComposerState } from '#components/discussions/composer-state.ts'
import type { DecisionRefusal, DecisionState } from '#components/discussions/decision-state.ts'
import { findViewer } from '#lib/accounts/current-viewer.ts'
import type { Viewer } from '#lib/accounts/viewer.ts'
import { orDatabaseAway } from '#lib/db.ts'
import { deleteComment, editComment } from '#lib/discussions/change-comment.ts'
import { EditSchema, NewPostSchema, ReportSchema, RULINGS } from '#lib/discussions/comment-schema.ts'
import { isId, readNumber } from '#lib/discussions/cursor-rules.ts'
import { ruleOn } from '#lib/discussions/moderate.ts'
import { type PostOutcome, postComment } from '#lib/discussions/post-comment.ts'
import { previewComment } from '#lib/discussions/preview-comment.ts'
import { findReadableComment } from '#lib/discussions/read-discussion.ts'
import { reportComment } from '#lib/discussions/report-comment.ts'

/** A thread or a reply: posts it, or shows it as it would be. */
export async function sendComment(before: ComposerState, form: FormData): Promise<ComposerState> {
  return await composed(before, form, async (viewer, text) => {
    const target =
      textOf(form, 'kind') === 'thread'
        ? { kind: 'thread', lessonId: textOf(form, 'lessonId') }
        : { kind: 'reply', threadId: textOf(form, 'threadId'), replyTo: readNumber(form.get('replyTo')) }
    const post = NewPostSchema.safeParse({ target, clientId: textOf(form, 'clientId'), text })
    return post.success ? await postComment(viewer, post.data, new Date()) : { ok: false, reason: 'bad-form' }
  })
}

/** A new text for one's own comment. */
export async function sendEdit(before: ComposerState, form: FormData): Promise<ComposerState> {
  return await composed(before, form, async (viewer, text) => {
    const edit = EditSchema.safeParse({ text, version: textOf(form, 'version') })
    return edit.success ? await editComment(viewer, textOf(form, 'commentId'), edit.data, new Date()) : { ok: false, reason: 'bad-form' }
  })
}

type ComposedOutcome = PostOutcome | { ok: false; reason: 'bad-form' }

async function composed(
  before: ComposerState,
  form: FormData,
  work: (viewer: Viewer, text: string) => Promise<ComposedOutcome>,
): Promise<ComposerState> {
  const clientId = textOf(form, 'clientId')
  const state: ComposerState = {
    text: textOf(form, 'text'),
    clientId: isId(clientId) ? clientId : randomUUID(),
    version: textOf(form, 'version').slice(0, 40),
    refusal: null,
    preview: null,
    posted: null,
    count: countAfter(before),
  }
  const refuse = async (refusal: ComposerRefusal): Promise<ComposerState> => {
    await answerRefusal(refusal)
    if (refusal.reason === 'sent-otherwise') return { ...state, refusal, clientId: randomUUID() }
    return { ...state, refusal, ...(refusal.reason === 'changed-meanwhile' ? { version: refusal.version } : {}) }
  }
  const found = await orDatabaseAway(findViewer)
  if (!found.ok) return await refuse(found)
  if (found.value === null) return await refuse({ reason: 'signed-out' })
  if (form.get('intent') === 'preview') {
    const preview = await previewComment(found.value, state.text)
    return preview.ok ? { ...state, preview: preview.value } : await refuse(preview)
  }
  const outcome = await work(found.value, state.text)
  if (!outcome.ok) return await refuse(outcome)
  if (form.get('scripts') !== 'yes') redirect(outcome.value.place)
  return { ...state, text: '', clientId: randomUUID(), posted: outcome.value }
}

/** Deletes one's own comment and goes to where it was. */
export async function sendDelete(before: DecisionState, form: FormData): Promise<DecisionState> {
  return await decided(before, form, async (viewer, commentId) => {
    const found = await orDatabaseAway(() => findReadableComment(viewer, commentId))
    const outcome = await deleteComment(viewer, commentId, new Date())
    if (!outcome.ok) return outcome
    redirect(found.ok && found.value ? `${found.value.discussion}?deleted=yes` : '/discussions?deleted=yes')
  })
}

/** Tells the moderators of a comment. */
export async function sendReport(before: DecisionState, form: FormData): Promise<DecisionState> {
  return await decided(before, form, async (viewer, commentId) => {
    const report = ReportSchema.safeParse({ reason: form.get('reason') ?? undefined, note: textOf(form, 'note') })
    if (report.success) return await reportComment(viewer, commentId, report.data, new Date())
    const faults = Object.fromEntries(report.error.issues.map(({ path, message }) => [String(path[0]), message]))
    return { ok: false, reason: 'faults', faults }
  })
}

/** What a moderator decides about a comment; the page shows what has come of it. */
export async function sendRuling(before: DecisionState, form: FormData): Promise<DecisionState> {
  return await decided(before, form, async (viewer, commentId) => {
    const ruling = RULINGS.find((known) => known === form.get('ruling'))
    const outcome = ruling ? await ruleOn(viewer, commentId, ruling, new Date()) : ({ ok: false, reason: 'gone' } as const)
    if (outcome.ok) refresh()
    return outcome
  })
}

async function decided(
  before: DecisionState,
  form: FormData,
  work: (viewer: Viewer, commentId: string) => Promise<{ ok: true } | ({ ok: false } & DecisionRefusal)>,
): Promise<DecisionState> {
  const values = { reason: textOf(form, 'reason').slice(0, 20), note: textOf(form, 'note').slice(0, 5000) }
  const refuse = async (refusal: DecisionRefusal): Promise<DecisionState> => {
    await answerRefusal(refusal)
    return { refusal, isDone: false, values, count: countAfter(before) }
  }
  const found = await orDatabaseAway(findViewer)
  if (!found.ok) return await refuse(found)
  if (found.value === null) return await refuse({ reason: 'signed-out' })
  const outcome = await work(found.value, textOf(form, 'commentId'))
  return outcome.ok ? { refusal: null, isDone: true, values: { reason: '', note: '' }, count: countAfter(before) } : await refuse(outcome)
}

/** What comes back from a browser as the state before is not to be trusted; only its count is used, as a count. */
function countAfter(before: { count?: unknown } | null | undefined): number {
  return Number.isSafeInteger(before?.count) ? Number(before?.count) + 1 : 1
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
