'use client'

import { type ComponentType, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { ComposerAction } from '#components/discussions/composer-state.ts'
import type { LiveDiscussion } from '#components/discussions/live-discussion.tsx'
import type { DiscussionReply } from '#lib/discussions/discussion.ts'

type Props = { lessonId: string; path: string; action: ComposerAction }
type Loaded = { Live: ComponentType<Parameters<typeof LiveDiscussion>[0]>; reply: DiscussionReply }

/** How far below the window the discussion is fetched: it is there before it is seen. */
const AHEAD = '1200px'

/**
 * Brings the discussion into a page that was built without it, code and threads, when the reader comes near. Its room is kept from the
 * start; it takes more than that only where nothing that is seen would move, or when the reader asks.
 */
export function LessonDiscussion({ lessonId, path, action }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const [loaded, setLoaded] = useState<Loaded | 'failed' | null>(null)
  const [isOpen, setOpen] = useState(false)
  const [isCut, setCut] = useState(false)

  const load = useCallback(async () => {
    setLoaded(null)
    try {
      const [{ LiveDiscussion: Live }, response] = await Promise.all([
        import('#components/discussions/live-discussion.tsx'),
        fetch(`/api/discussions?lesson=${encodeURIComponent(lessonId)}`),
      ])
      setLoaded(response.ok ? { Live, reply: (await response.json()) as DiscussionReply } : 'failed')
    } catch {
      setLoaded('failed')
    }
  }, [lessonId])

  useEffect(() => {
    const element = place.current
    if (!element) return
    const near = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return
        near.disconnect()
        void load()
      },
      { rootMargin: AHEAD },
    )
    near.observe(element)
    return () => near.disconnect()
  }, [load])

  // Laid out, but not painted yet: whether its end may move is known now, and a moment later the reader may have scrolled.
  useLayoutEffect(() => {
    if (loaded === null || loaded === 'failed' || isOpen) return
    const kept = place.current?.getBoundingClientRect()
    const needed = content.current?.scrollHeight ?? 0
    if (!kept) return
    const end = kept.top + Math.max(needed, kept.height)
    if (kept.bottom > innerHeight && end > innerHeight) setOpen(true)
    else setCut(needed > kept.height)
  }, [loaded, isOpen])

  // Whoever works in it wants all of it.
  useEffect(() => {
    const element = content.current
    const open = () => setOpen(true)
    element?.addEventListener('focusin', open)
    return () => element?.removeEventListener('focusin', open)
  }, [])

  return (
    <div ref={place} className="discussion-live needs-js mt-8" data-open={isOpen ? '' : undefined}>
      <div ref={content}>
        {loaded === null ? <Waiting /> : null}
        {loaded === 'failed' ? (
          <div role="alert" className="border-s-2 border-bad ps-4">
            <p className="font-semibold">The discussion could not be fetched.</p>
            <p className="mb-3 text-muted">The connection or the site may be away for a moment; the lesson is all here.</p>
            <button type="button" className="button" onClick={() => void load()}>
              Try again
            </button>
          </div>
        ) : null}
        {loaded !== null && loaded !== 'failed' ? <loaded.Live reply={loaded.reply} lessonId={lessonId} path={path} action={action} /> : null}
      </div>
      {isCut && !isOpen ? (
        <div className="discussion-more">
          <button type="button" className="button" onClick={() => setOpen(true)}>
            Show all of it
          </button>
        </div>
      ) : null}
    </div>
  )
}

function Waiting() {
  return (
    <div aria-busy="true" className="grid gap-3">
      <p className="sr-only">Fetching the discussion…</p>
      {['w-full', 'w-11/12', 'w-4/5', 'w-3/4', 'w-2/3'].map((width) => (
        <div key={width} aria-hidden="true" className={`skeleton-line ${width}`} />
      ))}
    </div>
  )
}
