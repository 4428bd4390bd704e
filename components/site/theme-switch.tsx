'use client'

import { rememberLook } from '#components/site/page-memory.ts'
import { Icon } from '#components/ui/icon.tsx'

/** One tap to the other theme. A choice that equals the system's own is forgotten, so that the page follows the system again. */
export function ThemeSwitch() {
  function switchTheme() {
    const root = document.documentElement
    const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
    const next = (root.dataset.theme ?? system) === 'dark' ? 'light' : 'dark'
    if (next === system) delete root.dataset.theme
    else root.dataset.theme = next
    rememberLook('theme', next === system ? null : next)
  }

  return (
    <button type="button" className="button button-quiet needs-js" onClick={switchTheme}>
      <span className="theme-to-dark">
        <Icon name="moon" />
        <span className="max-sm:sr-only">
          Dark<span className="sr-only"> theme</span>
        </span>
      </span>
      <span className="theme-to-light">
        <Icon name="sun" />
        <span className="max-sm:sr-only">
          Light<span className="sr-only"> theme</span>
        </span>
      </span>
    </button>
  )
}
