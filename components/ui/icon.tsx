/** Drawn on a 24-unit grid with a 1.75 stroke; every icon stands beside words or in a control that has a name. */
const drawings = {
  'arrow-next': 'M5 12h14M13 6l6 6-6 6',
  'arrow-previous': 'M19 12H5M11 6l-6 6 6 6',
  book: 'M12 6.5C10 5 7 4.5 4 5v13c3-.5 6 0 8 1.5 2-1.5 5-2 8-1.5V5c-3-.5-6 0-8 1.5zM12 6.5v13',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  close: 'M6 6l12 12M18 6L6 18',
  collapse: 'M9 4v5H4M15 4v5h5M9 20v-5H4M15 20v-5h5',
  copy: 'M9 9h10v10H9zM5 15V5h10',
  expand: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  flask: 'M9 4h6M10 4v6l-5 9h14l-5-9V4M8 15h8',
  jump: 'M5 6h14M5 11h9M5 16h6M17 12v8M14 17l3 3 3-3',
  moon: 'M19 14.5A8 8 0 0 1 9.5 5a8 8 0 1 0 9.5 9.5z',
  rail: 'M4 5h16v14H4zM9.5 5v14',
  steps: 'M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01',
  sun: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M5.6 18.4l1.1-1.1M17.3 6.7l1.1-1.1',
  talk: 'M4 5h16v11H11l-4.5 4v-4H4z',
} as const

export type IconName = keyof typeof drawings

export function Icon({ name, className = 'size-4' }: { name: IconName; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={`shrink-0 ${className}`}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={drawings[name]} />
    </svg>
  )
}
