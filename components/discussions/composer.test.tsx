import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { Composer } from './composer.tsx'
import { refusalWords, waitWords } from './composer-words.tsx'
import { useComposer } from './use-composer.ts'

const props = {
  action: async () => {
    throw new Error('nothing is sent while drawing')
  },
  target: { kind: 'thread', lessonId: 'les-a' },
  composerKey: 'thread:les-a',
  signInPath: '/sign-in?next=%2Fa',
  label: 'Ask',
  placeholder: '',
  submit: 'Post',
  clientId: '01a200e8-b305-4390-bb89-15be45547b4d',
}

describe('the form as it comes from the server', () => {
  it('is one that a browser sends by itself: what it is for, its id, a text, and which button', () => {
    const html = renderToStaticMarkup(<Composer {...props} accountId="u1" />)
    for (const [name, value] of Object.entries({ ...props.target, clientId: props.clientId }))
      expect(html).toContain(`<input type="hidden" name="${name}" value="${value}"/>`)
    expect(html).toMatch(/<textarea [^>]*name="text"/)
    expect(html).toMatch(/<button [^>]*value="post"[^>]*name="intent"[^>]*>Post</)
    expect(html).toMatch(/<button [^>]*value="preview"[^>]*name="intent"/)
    expect(html).toContain('At most 5,000 characters.')
  })

  it('leads to signing in where nobody is', () => {
    const html = renderToStaticMarkup(<Composer {...props} accountId={null} />)
    expect(html).toContain('href="/sign-in?next=%2Fa"')
    expect(html).not.toContain('value="post"')
  })

  it('begins with a topic, or with the text of an edit', () => {
    expect(renderToStaticMarkup(<Composer {...props} accountId="u1" opening="Why?" />)).toMatch(/<textarea[^>]*>Why\?\s*<\/textarea>/)
    expect(renderToStaticMarkup(<Composer {...props} accountId="u1" text="<b>" version="first" />)).toMatch(/<textarea[^>]*>&lt;b&gt;<\/textarea>/)
  })
})

function SecondsLeft() {
  const nowhere = { current: null }
  const refused = { text: 'a', clientId: props.clientId, version: '', preview: null, posted: null, count: 1 }
  const initial = { ...refused, refusal: { reason: 'throttled' as const, retryAfterSeconds: 42 } }
  const work = useComposer({ ...props, accountId: 'u1', field: nowhere, form: nowhere, initial, early: null, opening: '', onPosted: () => undefined })
  return <output>{work.secondsLeft}</output>
}

it('a wait is told in its length where no script counts it down', () => {
  expect(renderToStaticMarkup(<SecondsLeft />)).toBe('<output>42</output>')
})

describe('words', () => {
  it('say how long to wait', () => {
    expect([1, 42, 89, 90, 121].map(waitWords)).toEqual(['1 second', '42 seconds', '89 seconds', '2 minutes', '3 minutes'])
  })

  it('say what was counted and what is allowed', () => {
    expect(refusalWords({ reason: 'too-long', characters: 5001, charactersMax: 5000 }, 0)).toMatch(/5,001 characters; at most 5,000/)
    expect(refusalWords({ reason: 'too-many-links', links: 4, linksMax: 3, newAccountDays: 3 }, 0)).toMatch(/4 links.*first 3 days at most 3/)
    expect(refusalWords({ reason: 'throttled', retryAfterSeconds: 30 }, 12)).toMatch(/in 12 seconds/)
    expect(refusalWords({ reason: 'throttled', retryAfterSeconds: 30 }, 0)).toMatch(/You can post it now/)
  })
})
