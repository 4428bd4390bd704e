'use client'

import { useEffect, useState } from 'react'
import { Icon } from '#components/ui/icon.tsx'

type View = 'read' | 'lab' | 'discuss'

const views = [
  { view: 'read', href: '#main', label: 'Read', icon: 'book' },
  { view: 'lab', href: '#playground', label: 'Lab', icon: 'flask' },
  { view: 'discuss', href: '#discussion', label: 'Discuss', icon: 'talk' },
] as const

const viewOf = (hash: string): View => {
  const target = hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null
  if (target?.closest('#playground')) return 'lab'
  return target?.closest('#discussion') ? 'discuss' : 'read'
}

/**
 * The phone's bar: Read, Lab, Discuss, one at a time, each with its own place to come back to. Plain links without a script.
 * Any link to a part of the page brings that part's view forward and closes the menu that it stood in.
 */
export function LessonViews({ hasLab }: { hasLab: boolean }) {
  const [view, setView] = useState<View>('read')

  useEffect(() => {
    const root = document.documentElement
    const places: Partial<Record<View, number>> = {}
    const show = (next: View) => {
      const shown = (root.dataset.view ?? 'read') as View
      if (shown === next) return
      places[shown] = window.scrollY
      root.dataset.view = next
      setView(next)
    }
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href^="#"]') : null
      if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey) return
      const menu = link.closest<HTMLElement>('[popover]')
      if (menu?.matches(':popover-open')) menu.hidePopover()
      const next = viewOf(link.hash)
      const isBar = link.closest('.lesson-bar') !== null
      const isChange = next !== (root.dataset.view ?? 'read')
      show(next)
      if (!isBar) return
      event.preventDefault()
      history.replaceState(history.state, '', link.hash)
      scrollTo({ top: isChange ? (places[next] ?? 0) : 0, behavior: isChange ? 'instant' : 'auto' })
    }
    const followHash = () => show(viewOf(location.hash))
    followHash()
    document.addEventListener('click', follow)
    addEventListener('hashchange', followHash)
    return () => {
      document.removeEventListener('click', follow)
      removeEventListener('hashchange', followHash)
      delete root.dataset.view
    }
  }, [])

  return (
    <nav className="lesson-bar" aria-label="Parts of the lesson" data-with-lab={hasLab ? '' : undefined}>
      {views
        .filter((item) => hasLab || item.view !== 'lab')
        .map((item) => (
          <a key={item.view} href={item.href} aria-current={view === item.view ? 'true' : undefined}>
            <Icon name={item.icon} className="size-5" />
            {item.label}
          </a>
        ))}
    </nav>
  )
}
