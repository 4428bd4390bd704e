'use client'

import {
  ArrowLeft,
  ArrowRight,
  BookOpen,
  Check,
  Copy,
  FlaskConical,
  List,
  type LucideIcon,
  Maximize,
  MessageSquare,
  Minimize,
  Moon,
  PanelLeft,
  Sun,
  TextSearch,
  User,
  X,
} from 'lucide-react'

/** One set, named by what it does here; every icon stands beside words or in a control that has a name. */
const icons = {
  'arrow-next': ArrowRight,
  'arrow-previous': ArrowLeft,
  book: BookOpen,
  check: Check,
  close: X,
  collapse: Minimize,
  copy: Copy,
  expand: Maximize,
  flask: FlaskConical,
  jump: TextSearch,
  moon: Moon,
  rail: PanelLeft,
  steps: List,
  sun: Sun,
  talk: MessageSquare,
  user: User,
} satisfies Record<string, LucideIcon>

export type IconName = keyof typeof icons

export function Icon({ name, className = 'size-4' }: { name: IconName; className?: string }) {
  const Drawn = icons[name]
  return <Drawn className={`shrink-0 ${className}`} strokeWidth={1.75} aria-hidden="true" />
}
