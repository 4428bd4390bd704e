'use client'

import { type RefObject, useEffect, useState } from 'react'

export type ShownStatus = { state: 'ready' | 'degraded' | 'unavailable' | 'away' | 'disabled'; missing: string[]; fix: string | null }

/** Whether code can be run here now, asked once when the element comes into view; null until it is known or when it cannot be asked. */
export function useRunnerStatus(element: RefObject<HTMLElement | null>): ShownStatus | null {
  const [status, setStatus] = useState<ShownStatus | null>(null)
  useEffect(() => {
    const shown = element.current
    if (!shown) return
    const abort = new AbortController()
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return
      seen.disconnect()
      void askStatus(abort.signal).then(setStatus)
    })
    seen.observe(shown)
    return () => {
      seen.disconnect()
      abort.abort()
    }
  }, [element])
  return status
}

/** No answer says nothing about the sandbox: the next run will tell. */
async function askStatus(signal: AbortSignal): Promise<ShownStatus | null> {
  try {
    const response = await fetch('/api/runs/status', { signal })
    return response.ok ? ((await response.json()) as ShownStatus) : null
  } catch {
    return null
  }
}
