'use client'

import { useEffect } from 'react'

/** Marks, in every list of parts, the last part whose start has been scrolled past. Draws nothing itself. */
export function ScrollSpy({ ids }: { ids: string[] }) {
  useEffect(() => {
    let waiting = false
    const mark = () => {
      waiting = false
      // At its end the page cannot bring its last parts up to the line any more.
      const isAtEnd = window.scrollY + window.innerHeight >= document.documentElement.scrollHeight - 2
      const line = window.innerHeight * (isAtEnd ? 1 : 0.3)
      const passed = ids.filter((id) => {
        const part = document.getElementById(id)
        // A part that stays in view is never what the reader has come to.
        if (!part || getComputedStyle(part).position === 'sticky') return false
        const box = part.getBoundingClientRect()
        return box.height > 0 && box.top <= line
      })
      const current = passed.at(-1) ?? ids[0]
      for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-spied] a')) {
        if (link.hash === `#${current}`) link.setAttribute('aria-current', 'location')
        else link.removeAttribute('aria-current')
      }
    }
    const markSoon = () => {
      if (waiting) return
      waiting = true
      requestAnimationFrame(mark)
    }
    mark()
    addEventListener('scroll', markSoon, { passive: true })
    addEventListener('resize', markSoon)
    return () => {
      removeEventListener('scroll', markSoon)
      removeEventListener('resize', markSoon)
    }
  }, [ids])
  return null
}
