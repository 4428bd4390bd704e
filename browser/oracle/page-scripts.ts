import type { Step } from './scenario.ts'

type StepOf<T extends Step['type']> = Extract<Step, { type: T }>

/** The page's part of a step, as an expression to run in it. Values go in as JSON and nothing else. */
const call = (program: (argument: never) => unknown, argument: unknown) => `(${program})(${JSON.stringify(argument)})`

export const linkExpression = (url: string) =>
  call((href: string) => {
    const link = document.createElement('a')
    link.href = href
    link.target = '_top'
    document.body.append(link)
    link.click()
  }, url)

export const submitExpression = ({ method, url, form }: StepOf<'submit'>) =>
  call(
    (wanted: { method: string; url: string; form: Record<string, string> }) => {
      const element = document.createElement('form')
      element.method = wanted.method
      element.action = wanted.url
      element.target = '_top'
      element.acceptCharset = 'utf-8'
      for (const [name, value] of Object.entries(wanted.form)) {
        const input = document.createElement('input')
        input.type = 'hidden'
        input.name = name
        input.value = value
        element.append(input)
      }
      document.body.append(element)
      element.submit()
    },
    { method, url, form },
  )

export const embedExpression = ({ id, url, as }: StepOf<'embed'>) =>
  call(
    (wanted: { id: string; url: string; as: string }) => {
      if (wanted.as === 'iframe') {
        const frame = document.createElement('iframe')
        frame.name = wanted.id
        frame.src = wanted.url
        document.body.append(frame)
        return true
      }
      return new Promise((resolve) => {
        const element = document.createElement(wanted.as === 'image' ? 'img' : 'script')
        element.onload = () => resolve(true)
        element.onerror = () => resolve(true)
        element.src = wanted.url
        document.body.append(element)
      })
    },
    { id, url, as },
  )

/** Answers with what the script could read, in the words of an outcome. */
export const fetchExpression = ({ method, url, headers, body, credentials, mode }: StepOf<'fetch'>) =>
  call(
    async (wanted: { url: string; init: RequestInit }) => {
      try {
        const response = await fetch(wanted.url, wanted.init)
        const headerNames = [...response.headers.keys()].filter((name) => name !== 'content-length')
        const { type: responseType, status, redirected } = response
        return { type: 'fetch-response', responseType, status, redirected, url: response.url, headerNames, body: await response.text() }
      } catch {
        return { type: 'fetch-error' }
      }
    },
    { url, init: { method, headers, body, credentials, mode } },
  )
