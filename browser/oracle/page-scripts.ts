import type { Step } from './scenario.ts'

/** The page's part of each step, run in it by the player. Each stands alone: nothing of this file goes into the page with it. */
type StepOf<T extends Step['type']> = Omit<Extract<Step, { type: T }>, 'id' | 'in' | 'type'>

export function clickLink(url: string): void {
  const link = document.createElement('a')
  link.href = url
  link.target = '_top'
  document.body.append(link)
  link.click()
}

export function submitForm({ method, url, form }: StepOf<'submit'>): void {
  const element = document.createElement('form')
  element.method = method
  element.action = url
  element.target = '_top'
  element.acceptCharset = 'utf-8'
  for (const [name, value] of Object.entries(form)) {
    const input = document.createElement('input')
    input.type = 'hidden'
    input.name = name
    input.value = value
    element.append(input)
  }
  document.body.append(element)
  element.submit()
}

export function addFrame({ name, url }: { name: string; url: string }): void {
  const frame = document.createElement('iframe')
  frame.name = name
  frame.src = url
  document.body.append(frame)
}

/** Resolves when it has been shown or run, or could not be. */
export function addElement({ tag, url }: { tag: 'img' | 'script'; url: string }): Promise<void> {
  return new Promise((resolve) => {
    const element = document.createElement(tag)
    element.onload = () => resolve()
    element.onerror = () => resolve()
    element.src = url
    document.body.append(element)
  })
}

/** Answers with what the script could read, in the words of an outcome. */
export async function fetchAndTell({ method, url, headers, body, credentials, mode }: StepOf<'fetch'>) {
  try {
    const response = await fetch(url, { method, headers, body, credentials, mode })
    const headerNames = [...response.headers.keys()].filter((name) => name !== 'content-length')
    const { type: responseType, status, redirected } = response
    return { type: 'fetch-response' as const, responseType, status, redirected, url: response.url, headerNames, body: await response.text() }
  } catch {
    return { type: 'fetch-error' as const }
  }
}

export const readCookie = (): string => document.cookie

export function writeCookie(cookie: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: how a page writes cookies is what is tried
  document.cookie = cookie
}
