import type { ProfileName } from '@crumbtrail/browser/profile'
import type { Asking } from '#lib/cookies/asking-rules.ts'

const BROWSERS: Record<ProfileName, string> = { chromium: 'Chrome', firefox: 'Firefox', safari: 'Safari' }

/** The browser by name, where it matters which one it is. */
export function browserWords({ profile }: Pick<Asking, 'profile'>, isNamed: boolean): string {
  return isNamed ? `${BROWSERS[profile]}, with nobody having changed its settings,` : 'The browser'
}

/** What happens, as a clause in Markdown that follows a point in time: “a link to … is followed on …”. */
export function askingWords({ kind, url, from }: Asking): string {
  switch (kind) {
    case 'address-bar':
      return `\`${url}\` is typed into the address bar`
    case 'link':
      return `a link on \`${from}\` leads to \`${url}\``
    case 'form':
      return `a form on \`${from}\` posts to \`${url}\`, and the whole page changes`
    case 'fetch':
      return `a script on \`${from}\` calls \`fetch('${url}', { credentials: 'include' })\``
    case 'image':
      return `\`${from}\` shows a picture from \`${url}\``
    case 'iframe':
      return `\`${from}\` shows \`${url}\` in a frame`
    case 'script':
      return `a script of the page \`${url}\` reads \`document.cookie\``
  }
}

const NUMBERS: Record<number, string> = { 1: 'One minute', 10: 'Ten minutes', 90: 'An hour and a half' }

/** A wait in words, at the beginning of a sentence. */
export function waitWords(minutes: number): string {
  return NUMBERS[minutes] ?? `${minutes} minutes`
}
