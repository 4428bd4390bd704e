import type { PostRefusal, PublicComment } from '#lib/discussions/discussion.ts'
import type { RenderedComment } from '#lib/discussions/markdown/comment-tree.ts'

/** Why a text was not taken; the words are in `composer-words.ts`. */
export type ComposerRefusal =
  | PostRefusal
  | { reason: 'signed-out' }
  | { reason: 'bad-form' }
  /** Told by the browser alone: the request did not arrive, or its answer did not. */
  | { reason: 'unreachable'; isOffline: boolean }

/** What the action of a composer answers. `posted` is for scripts; without them the answer leads to the comment. */
export type ComposerState = {
  /** The text as it was sent, to stand in the form again. */
  text: string
  /** What the next post of this form is called; another one once this one is taken. */
  clientId: string
  /** The version of the comment that the next edit replaces; empty for new ones. */
  version: string
  refusal: ComposerRefusal | null
  preview: RenderedComment | null
  posted: { comment: PublicComment; place: string } | null
  /** Differs between two answers. */
  count: number
}

export type ComposerAction = (before: ComposerState, form: FormData) => Promise<ComposerState>

/** An id for a post, such as the server takes. `crypto.randomUUID` is missing where a site is reached without TLS. */
export function newClientId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
