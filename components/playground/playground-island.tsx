'use client'

import { type KeyboardEvent, lazy, type ReactNode, Suspense, useId, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useAccountHint } from '#components/accounts/account-hint.ts'
import { AddOwn, surroundingsOf } from '#components/playground/add-own.tsx'
import { CodeActions } from '#components/playground/code-actions.tsx'
import { CodeNotices } from '#components/playground/code-notices.tsx'
import { codeStoreOf } from '#components/playground/code-store.ts'
import { chosenEditor, type EditorKind, rememberEditor } from '#components/playground/editor-choice.ts'
import { EditorPane } from '#components/playground/editor-pane.tsx'
import { FileTabs } from '#components/playground/file-tabs.tsx'
import { RunBar } from '#components/playground/run-bar.tsx'
import { RunOutput } from '#components/playground/run-output.tsx'
import { runWords } from '#components/playground/run-words.ts'
import { TaskPanel } from '#components/playground/task-panel.tsx'
import { useRunHistory } from '#components/playground/use-account-notes.ts'
import { useEndWords } from '#components/playground/use-end-words.ts'
import { useOwnSteps } from '#components/playground/use-own-steps.ts'
import { useRun } from '#components/playground/use-run.ts'
import { useRunnerStatus } from '#components/playground/use-runner-status.ts'
import { useSharedCode } from '#components/playground/use-shared-code.ts'
import { recordPass } from '#components/progress/record-pass.ts'
import { filesOf } from '#lib/playground/code-document-rules.ts'
import type { RequestDraft } from '#lib/playground/draft-field-rules.ts'
import type { PublicLab } from '#lib/playground/public-lab.ts'
import type { ReasonTable } from '#lib/playground/reason-rules.ts'

const SharePanel = lazy(() => import('#components/playground/share-panel.tsx').then((part) => ({ default: part.SharePanel })))
const KeptInAccount = lazy(() => import('#components/playground/kept-in-account.tsx').then((part) => ({ default: part.KeptInAccount })))

type PlaygroundIslandProps = {
  lab: PublicLab
  task: ReactNode
  hints: readonly ReactNode[]
  /** How each of the starter's files is highlighted, in the same order; null for JavaScript. */
  marks: readonly (string | null)[]
  /** Why cookies of the recorded run were kept back. */
  reasons: ReasonTable
  variant: 'full' | 'compact'
  /** Where the source of the checks can be read. */
  sourceOfChecks: string
}

/** Where the bar with Run has left its place to stay at hand, what comes of the run is brought up to it. */
function showOutput(playground: HTMLElement | null) {
  const scroller = playground?.closest('.lab-body')
  const bar = playground?.querySelector('.run-bar')
  const output = bar?.nextElementSibling
  if (!scroller || !bar || !output) return
  const { top } = output.getBoundingClientRect()
  const box = bar.getBoundingClientRect()
  if (top > box.bottom + 2) scroller.scrollBy(0, top - scroller.getBoundingClientRect().top - box.height)
}

const NO_DRAFTS: readonly RequestDraft[] = []

/** Code above and output below; side by side where the instrument is given that much room. */
const HALF = 'contents @5xl/lab:flex @5xl/lab:min-h-0 @5xl/lab:min-w-0 @5xl/lab:flex-[1_1_50%] @5xl/lab:flex-col'

/** The playground as one instrument: what is typed, what is run, and what came of it. */
export function PlaygroundIsland({ lab, task, hints, marks, reasons, variant, sourceOfChecks }: PlaygroundIslandProps) {
  const root = useRef<HTMLDivElement>(null)
  const scope = useId()
  // Who is signed in decides whose code this is; without the subscription a page would go on with somebody's who has left.
  useAccountHint()
  const store = codeStoreOf(lab.lessonId, lab)
  const code = useSyncExternalStore(store.subscribe, store.state, store.serverState)
  const [active, setActive] = useState(lab.files[0]?.path ?? '')
  const [editor, setEditor] = useState<EditorKind | null>(null)
  const [tabLeaves, setTabLeaves] = useState(true)
  const [isSharing, setSharing] = useState(false)
  const { state, run, stop } = useRun(recordPass)
  useRunHistory(lab.lessonId, state)
  const status = useRunnerStatus(root)
  const shared = useSharedCode(lab.lessonId, store)

  const files = filesOf(code.document, lab.files)
  const isEdited = (path: string) => Object.hasOwn(code.document.files, path)
  const editedCount = files.filter(({ path }) => isEdited(path)).length
  const surroundings = useMemo(() => surroundingsOf(lab), [lab])
  const { own, drafts, read } = useOwnSteps(variant === 'full' ? code.document.requests : NO_DRAFTS, surroundings)
  const ownSteps = useMemo(() => own.map(({ step }) => step), [own])
  const isRunning = state.phase === 'running'
  const words = runWords(state, lab, lab.steps.length + own.length, useEndWords(state.phase !== 'idle'))

  function start(requests: readonly RequestDraft[]) {
    const files = filesOf(store.state().document, lab.files)
    if (requests.length === 0) void run({ lessonId: lab.lessonId, files, requests: [] })
    else void read(requests).then((played) => run({ lessonId: lab.lessonId, files, requests: played.map(({ request }) => request) }))
  }

  function add(draft: RequestDraft) {
    const requests = [...drafts, draft]
    store.setRequests(requests)
    start(requests)
  }

  function chooseEditor(kind: EditorKind) {
    rememberEditor(kind)
    setTabLeaves(true)
    setEditor(kind)
  }

  function press(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented || event.repeat) return
    event.preventDefault()
    if (!words.isWaiting()) start(drafts)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears the shortcut that its Run button names
    <div
      ref={root}
      className="group/playground flex min-h-0 flex-auto flex-col bg-raised @5xl/lab:flex-row [&_.font-mono]:[font-variant-ligatures:none]"
      onKeyDown={press}
    >
      <div className={HALF}>
        {variant === 'full' ? <TaskPanel lessonId={lab.lessonId} task={task} hints={hints} /> : null}
        <div className="needs-js flex shrink-0 items-end gap-2 border-b border-line bg-paper ps-2.5 pe-1.5 pt-1">
          <FileTabs paths={files.map(({ path }) => path)} active={active} isEdited={isEdited} scope={scope} onSelect={setActive} />
          {variant === 'full' ? (
            <CodeActions
              active={active}
              isActiveEdited={isEdited(active)}
              editedCount={editedCount}
              onEdit={editor === null ? () => setEditor(chosenEditor()) : null}
              focusAfter={`${scope}-tab-${active}`}
              onResetFile={() => store.resetFile(active)}
              onResetAll={() => store.setFiles({}, 'reset-all')}
              onShare={() => setSharing(true)}
            />
          ) : null}
        </div>
        {isSharing ? (
          <Suspense>
            <SharePanel lessonId={lab.lessonId} files={files} isEdited={editedCount > 0} onClose={() => setSharing(false)} />
          </Suspense>
        ) : null}
        <CodeNotices state={code} store={store} starter={lab} shared={shared} />
        {variant === 'full' && code.account ? (
          <Suspense>
            <KeptInAccount kept={code.account} edits={code.document.files} store={store} />
          </Suspense>
        ) : null}
        <EditorPane
          files={files}
          marks={marks}
          active={active}
          isEdited={isEdited}
          editor={editor}
          scope={scope}
          onEdit={() => setEditor(chosenEditor())}
          onChange={store.setText}
          onRun={() => start(drafts)}
          onTabMode={setTabLeaves}
          isCompact={variant === 'compact'}
        />
      </div>
      <div className={`${HALF} border-line @5xl/lab:border-s`}>
        <RunBar
          isRunning={isRunning}
          retryAt={words.retryAt}
          status={words.status}
          tone={words.tone}
          editor={editor}
          tabLeaves={tabLeaves}
          onRun={() => {
            start(drafts)
            showOutput(root.current)
          }}
          onStop={stop}
          onChooseEditor={chooseEditor}
        />
        <RunOutput
          lab={lab}
          own={ownSteps}
          state={state}
          words={words}
          runner={status}
          reasons={reasons}
          isCompact={variant === 'compact'}
          sourceOfChecks={variant === 'full' ? sourceOfChecks : null}
          onRemove={(id) => store.setRequests(drafts.filter((draft) => draft.id !== id))}
        />
        {variant === 'full' && lab.kind === 'server' ? <AddOwn lab={lab} own={ownSteps} surroundings={surroundings} onAdd={add} /> : null}
      </div>
    </div>
  )
}
