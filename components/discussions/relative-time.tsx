'use client'

import { useEffect, useState } from 'react'
import { agoWords, exactWords } from '#components/discussions/time-words.ts'

/** How long ago, kept current while the page is open; the exact time on hover and for machines. `now` is when the page was made. */
export function RelativeTime({ at, now }: { at: string; now: string }) {
  const [current, setCurrent] = useState(() => new Date(now))
  useEffect(() => {
    const timer = setInterval(() => setCurrent(new Date()), 30_000)
    return () => clearInterval(timer)
  }, [])
  const date = new Date(at)
  return (
    <time dateTime={at} title={exactWords(date)}>
      {agoWords(date, current)}
    </time>
  )
}
