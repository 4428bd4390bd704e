'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const askEveryMs = 1000

/** For authors: asks whether content/ is still what the page was drawn from (`signature`), and draws it again when it is not. */
export function LiveRefresh({ signature }: { signature: string }) {
  const router = useRouter()
  useEffect(() => {
    let drawn = signature
    const ask = async () => {
      const answer = await fetch('/api/content-version').catch(() => null)
      if (!answer?.ok) return
      const now = await answer.text()
      if (now !== drawn) router.refresh()
      drawn = now
    }
    const timer = setInterval(() => void ask(), askEveryMs)
    return () => clearInterval(timer)
  }, [router, signature])
  return null
}
