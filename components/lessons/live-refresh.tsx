'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const askEveryMs = 1000

/** For authors: asks whether content/ has changed, and draws the page again when it has. Only on pages whose content is read live. */
export function LiveRefresh() {
  const router = useRouter()
  useEffect(() => {
    let known: string | null = null
    const ask = async () => {
      const answer = await fetch('/api/content-version').catch(() => null)
      if (!answer?.ok) return
      const version = await answer.text()
      if (known !== null && known !== version) router.refresh()
      known = version
    }
    void ask()
    const timer = setInterval(() => void ask(), askEveryMs)
    return () => clearInterval(timer)
  }, [router])
  return null
}
