'use client'

import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { rememberLook } from '#components/site/page-memory.ts'

const labMin = 320
const readingMin = 400
const keyStep = 32

/** Widens or narrows the lab: by dragging, by arrow keys, Home and End; a click or Enter goes to wide and back. */
export function LabDivider() {
  const divider = useRef<HTMLDivElement>(null)
  const drag = useRef<{ startX: number; startWidth: number; moved: boolean } | null>(null)
  const [share, setShare] = useState<number | null>(null)

  const bounds = () => {
    const lab = divider.current?.parentElement
    const page = lab?.parentElement
    const pageWidth = page?.clientWidth ?? 0
    return { width: lab?.offsetWidth ?? 0, pageWidth, max: Math.max(labMin, pageWidth - readingMin) }
  }

  function setWidth(wanted: number | null) {
    const { max } = bounds()
    const width = wanted === null ? null : Math.round(Math.min(max, Math.max(labMin, wanted)))
    const { style } = document.documentElement
    if (width === null) style.removeProperty('--lab-width')
    else style.setProperty('--lab-width', `${width}px`)
    rememberLook('lab-width', width === null ? null : String(width))
    measure()
  }

  function measure() {
    const { width, pageWidth } = bounds()
    if (pageWidth > 0) setShare(Math.round((width / pageWidth) * 100))
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: measured once when the page is drawn, and at each change of the window
  useEffect(() => {
    measure()
    addEventListener('resize', measure)
    return () => removeEventListener('resize', measure)
  }, [])

  const towardsWider = () => (document.documentElement.dir === 'rtl' ? 1 : -1)

  function startDrag(event: PointerEvent<HTMLDivElement>) {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { startX: event.clientX, startWidth: bounds().width, moved: false }
  }

  function moveDrag(event: PointerEvent<HTMLDivElement>) {
    if (!drag.current) return
    const distance = (event.clientX - drag.current.startX) * towardsWider()
    if (Math.abs(distance) > 3) drag.current.moved = true
    if (drag.current.moved) setWidth(drag.current.startWidth + distance)
  }

  function endDrag() {
    if (drag.current && !drag.current.moved) toggleWide()
    drag.current = null
  }

  function toggleWide() {
    const isSet = document.documentElement.style.getPropertyValue('--lab-width') !== ''
    setWidth(isSet ? null : bounds().max)
  }

  function pressKey(event: KeyboardEvent<HTMLDivElement>) {
    const { width, max } = bounds()
    const wider = keyStep * towardsWider()
    if (event.key === 'ArrowLeft') setWidth(width - wider)
    else if (event.key === 'ArrowRight') setWidth(width + wider)
    else if (event.key === 'Home') setWidth(labMin)
    else if (event.key === 'End') setWidth(max)
    else if (event.key === 'Enter') toggleWide()
    else return
    event.preventDefault()
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a divider that moves is a control, which hr is not
    <div
      ref={divider}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label="Width of the playground"
      aria-controls="playground"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share ?? 50}
      aria-valuetext={share === null ? undefined : `${share} percent of the page`}
      title="Drag, or use the arrow keys. A click goes to wide and back."
      className="lab-divider needs-js"
      onPointerDown={startDrag}
      onPointerMove={moveDrag}
      onPointerUp={endDrag}
      onPointerCancel={() => {
        drag.current = null
      }}
      onKeyDown={pressKey}
    />
  )
}
