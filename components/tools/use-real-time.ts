'use client'

import { useEffect, useState } from 'react'

/** The time of this computer in milliseconds since 1970, once a second; 0 in the page as it was built. */
export function useRealTime(): number {
  const [ms, setMs] = useState(0)
  useEffect(() => {
    const tick = () => setMs(Math.floor(Date.now() / 1000) * 1000)
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [])
  return ms
}
