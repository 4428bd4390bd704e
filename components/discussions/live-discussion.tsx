'use client'

import Link from 'next/link'
import { useEffect, useRef, useState } from 'react'
import { RememberAccount } from '#components/accounts/remember-account.tsx'
import { Composer, type ComposerHandle } from '#components/discussions/composer.tsx'
import { type ComposerAction, type ComposerState, newClientId } from '#components/discussions/composer-state.ts'
import { SignInPrompt } from '#components/discussions/sign-in-prompt.tsx'
import { ThreadCard } from '#components/discussions/thread-card.tsx'
import type { DiscussionReply, PublicThread } from '#lib/discussions/discussion.ts'
import { commentAnchor } from '#lib/discussions/discussion-paths.ts'

type Props = { reply: DiscussionReply; lessonId: string; path: string; action: ComposerAction }

/** The first page of a lesson's discussion inside the lesson, with a composer. A topic that is chosen above goes into it. */
export function LiveDiscussion({ reply: { viewer, list, now }, lessonId, path, action }: Props) {
  const composer = useRef<ComposerHandle>(null)
  const [added, setAdded] = useState<PublicThread[]>([])
  const [clientId] = useState(newClientId)
  const lessonPath = path.slice(0, path.lastIndexOf('/'))
  const next = `${lessonPath}#discussion`

  useEffect(() => {
    const topics = document.querySelector('#discussion [aria-label="Starter topics"]')
    const choose = (event: Event) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-topic]') : null
      const { metaKey, ctrlKey, shiftKey } = event as MouseEvent
      if (!link?.dataset.topic || metaKey || ctrlKey || shiftKey) return
      event.preventDefault()
      event.stopPropagation()
      composer.current?.insert(link.dataset.topic)
    }
    // Before the link's own handler, which would leave the page.
    topics?.addEventListener('click', choose, { capture: true })
    return () => topics?.removeEventListener('click', choose, { capture: true })
  }, [])

  function add({ comment, place }: NonNullable<ComposerState['posted']>) {
    const thread: PublicThread = {
      id: comment.threadId,
      path: place.replace(/[?#].*$/, ''),
      lesson: { title: '', path },
      opening: comment,
      replies: [],
      replyCount: 0,
      lastActivityAt: comment.postedAt,
    }
    setAdded((before) => (before.some(({ id }) => id === thread.id) ? before : [thread, ...before]))
  }

  // Where the eye is looking for it.
  const newest = added[0]?.opening.id
  useEffect(() => {
    const card = newest ? document.getElementById(commentAnchor(newest)) : null
    if (card) card.dataset.new = ''
    card?.scrollIntoView({ block: 'nearest' })
  }, [newest])

  const known = new Set(added.map(({ id }) => id))
  const threads = [...added, ...list.threads.filter(({ id }) => !known.has(id))]
  return (
    <>
      {viewer ? <RememberAccount id={viewer.id} displayName={viewer.displayName} /> : <SignInPrompt next={next} />}
      <div className="mt-3">
        <Composer
          action={action}
          target={{ kind: 'thread', lessonId }}
          composerKey={`thread:${lessonId}`}
          accountId={viewer?.id ?? null}
          signInPath={`/sign-in?next=${encodeURIComponent(next)}`}
          label="Ask a question about this lesson"
          placeholder="What is unclear? What did you try, and what came back?"
          submit="Post"
          clientId={clientId}
          onPosted={add}
          handle={composer}
        />
      </div>
      {threads.length === 0 ? <p className="mt-6 text-base text-muted">No discussion yet. Be the first to ask a question.</p> : null}
      <ul className="threads mt-6">
        {threads.map((thread) => (
          <ThreadCard key={thread.id} thread={thread} now={now} />
        ))}
      </ul>
      {list.older ? (
        <p className="mt-4">
          <Link href={`${path}?before=${list.older}`} prefetch={false} className="button">
            Older threads
          </Link>
        </p>
      ) : null}
    </>
  )
}
