/** The cookie of the site on a 32-unit square: a disc with a bite and three holes, and two crumbs that lead away. */
export function CookieDrawing() {
  return (
    <>
      <path
        fillRule="evenodd"
        d="M15 4a13 13 0 1 0 13 13.4 4.6 4.6 0 0 1-5.3-3.6A4.8 4.8 0 0 1 17 9a4.7 4.7 0 0 1-2-5ZM11 11.5a2 2 0 1 1 0 4 2 2 0 0 1 0-4Zm7.5 7a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4ZM10 20.5a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2Z"
      />
      <circle cx="22" cy="6.5" r="1.9" />
      <circle cx="27.5" cy="10" r="1.3" />
    </>
  )
}

export function Logo() {
  return (
    <svg viewBox="0 0 32 32" className="size-5 shrink-0 text-action" fill="currentColor" aria-hidden="true">
      <CookieDrawing />
    </svg>
  )
}
