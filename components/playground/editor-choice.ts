export type EditorKind = 'monaco' | 'plain'

const KEY = 'crumbtrail:editor'

/** The editor that this learner chose; without a choice the plain one where fingers type, since the other is made for keyboards. */
export function chosenEditor(): EditorKind {
  const chosen = remembered()
  if (chosen === 'monaco' || chosen === 'plain') return chosen
  return matchMedia('(pointer: coarse)').matches ? 'plain' : 'monaco'
}

/** Keeps the choice for every lab. A closed storage forgets it with the page. */
export function rememberEditor(kind: EditorKind): boolean {
  try {
    localStorage.setItem(KEY, kind)
    return true
  } catch {
    return false
  }
}

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}
