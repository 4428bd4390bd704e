'use client'

import { useRef, useState } from 'react'
import { type ClinicState, toFragment } from '#lib/tools/set-cookie/clinic-state.ts'

/** A link that holds all of this in its fragment, which browsers do not send. It is made when it is asked for, because the lines may hold secrets. */
export function ShareLink({ state }: { state: ClinicState }) {
  const field = useRef<HTMLInputElement>(null)
  const [link, setLink] = useState<{ of: ClinicState; url: string; isCopied: boolean } | null>(null)
  const shown = link?.of === state ? link : null

  async function share() {
    const fragment = toFragment(state)
    const url = `${location.origin}${location.pathname}#${fragment}`
    history.replaceState(history.state, '', `#${fragment}`)
    const isCopied = await navigator.clipboard.writeText(url).then(
      () => true,
      () => false,
    )
    setLink({ of: state, url, isCopied })
    requestAnimationFrame(() => field.current?.select())
  }

  return (
    <div className="mt-6 border-t border-line pt-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <button type="button" className="button" onClick={() => void share()}>
          Copy a link to this
        </button>
        <p role="status" className="text-sm text-muted">
          {shown ? (shown.isCopied ? 'Copied.' : 'The browser refused to copy; the link stands below.') : null}
        </p>
      </div>
      {shown ? (
        <label className="mt-2 block text-sm">
          <span className="sr-only">Link</span>
          <input ref={field} readOnly value={shown.url} className="field min-h-9 py-1! font-mono text-xs!" />
        </label>
      ) : null}
      <p className="mt-2 text-sm text-muted">
        The link holds the lines with their values, after the #, where no server sees them; whoever has the link does. Without it nothing leaves this
        page: what you type is kept in this tab alone.
      </p>
    </div>
  )
}
