/** What this browser remembers of the page's look; `public/first-paint.js` puts it back before the first paint. */
export type Look = 'theme' | 'rail' | 'lab-width'

/** Keeps a choice, or forgets it when the value is null. Storage that is closed to the page changes nothing but the memory. */
export function rememberLook(look: Look, value: string | null): boolean {
  try {
    if (value === null) localStorage.removeItem(`crumbtrail:${look}`)
    else localStorage.setItem(`crumbtrail:${look}`, value)
    return true
  } catch {
    return false
  }
}
