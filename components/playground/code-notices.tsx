'use client'

import type { CodeState, CodeStore } from '#components/playground/code-store.ts'
import { Notice, NoticeButton } from '#components/playground/notice.tsx'
import type { SharedCode } from '#components/playground/use-shared-code.ts'
import { type Starter, starterChanged, type UndoReason } from '#lib/playground/code-document-rules.ts'
import { refusalWords } from '#lib/playground/refusal-words.ts'

const UNDO_WORDS: Record<UndoReason, { what: string; back: string }> = {
  'reset-file': { what: 'The file is as in the starter again.', back: 'Undo' },
  'reset-all': { what: 'All files are as in the starter again.', back: 'Undo' },
  'new-starter': { what: 'This is the new starter.', back: 'Back to my code' },
  'shared-code': { what: 'This is code that was shared by a link. What you had is kept.', back: 'Back to my code' },
  'other-tab': { what: 'The code was changed in another tab at the same time.', back: 'Back to mine' },
  'kept-version': { what: 'The version from your account is back.', back: 'Undo' },
  undone: { what: 'The text from before is back.', back: 'Undo that' },
}

/** Everything that happened to the code besides typing, each with its way back. */
export function CodeNotices({ state, store, starter, shared }: { state: CodeState; store: CodeStore; starter: Starter; shared: SharedCode }) {
  const { document, keeping } = state
  const undo = document.undo && UNDO_WORDS[document.undo.reason]
  return (
    <div aria-live="polite" className="shrink-0">
      {keeping === 'kept' ? null : (
        <Notice tone="bad">
          {keeping === 'full'
            ? 'This browser has no room left: your code is kept only until you leave this page.'
            : 'This browser keeps nothing for this site: your code lasts until you leave this page.'}
        </Notice>
      )}
      {shared?.state === 'loading' ? <Notice>Opening the shared code…</Notice> : null}
      {shared?.state === 'refused' ? (
        <Notice tone="bad">{`The shared code could not be opened. ${shared.refusal.message || refusalWords(shared.refusal).detail}`}</Notice>
      ) : null}
      {starterChanged(document, starter) ? (
        <Notice
          actions={
            <>
              <NoticeButton onPress={() => store.setFiles({}, 'new-starter')}>Use the new starter</NoticeButton>
              <NoticeButton onPress={store.keepOnStarter}>Keep mine</NoticeButton>
            </>
          }
        >
          The starter of this lab has changed since you wrote this.
        </Notice>
      ) : null}
      {undo ? (
        <Notice
          actions={
            <>
              <NoticeButton onPress={store.undo}>{undo.back}</NoticeButton>
              <NoticeButton onPress={store.dismissUndo}>Dismiss</NoticeButton>
            </>
          }
        >
          {undo.what}
        </Notice>
      ) : null}
    </div>
  )
}
