/** What the browsers of a job and its steps owe each other. Pure. */
import type { JobFault, JobShape } from '../job-rules.ts'

type Fail = (path: JobFault['path'], message: string) => void
type Step = JobShape['steps'][number]

/** The steps that one of the job's browsers performs. */
export const BROWSER_STEPS: ReadonlySet<string> = new Set([
  'visit',
  'submit',
  'fetch',
  'embed',
  'reload',
  'read-cookies',
  'write-cookie',
  'restart-browser',
  'steal-cookie',
])

/** Every fault that has to do with browsers: names, who acts, frames, addresses, bodies. */
export function checkBrowsers({ kind, browsers = [], steps }: JobShape, fail: Fail): void {
  if (kind === 'script' && browsers.length > 0) fail(['browsers'], 'a script has no browsers')
  const names = browsers.map(({ name }) => name)
  names.forEach((name, index) => {
    if (names.indexOf(name) !== index) fail(['browsers', index, 'name'], `${name} is given twice`)
  })
  const frames = new Map<string, string | undefined>()
  steps.forEach((item, index) => {
    if (!BROWSER_STEPS.has(item.type)) return
    const at = (field: string): JobFault['path'] => ['steps', index, field]
    const actor = item.browser ?? (names.length === 1 ? names[0] : undefined)
    if (names.length === 0) fail(at('browser'), `the step ${item.type} needs a browser, and the job has none`)
    else if (item.browser === undefined && names.length > 1) fail(at('browser'), `expected one of ${names.join(', ')}, because there are several`)
    else if (actor === undefined || !names.includes(actor)) fail(at('browser'), `there is no browser ${item.browser}; expected ${oneOf(names)}`)
    if (item.type === 'steal-cookie') checkVictim(item, actor, names, at, fail)
    checkBody(item, at, fail)
    if (item.in !== undefined && (!frames.has(item.in) || frames.get(item.in) !== actor))
      fail(at('in'), `no earlier step ${item.in} of this browser embeds a frame`)
    if (item.type === 'visit' && item.from === undefined && item.url?.startsWith('/'))
      fail(at('url'), 'expected a whole URL, or from: page, because nothing typed into the address bar begins with /')
    if (item.type === 'embed' && item.as === 'iframe') frames.set(item.id, actor)
  })
}

function checkVictim(item: Step, thief: string | undefined, names: string[], at: (field: string) => JobFault['path'], fail: Fail): void {
  if (item.from === undefined || !names.includes(item.from)) fail(at('from'), `there is no browser ${item.from}; expected ${oneOf(names)}`)
  else if (item.from === thief) fail(at('from'), 'expected another browser than the one that steals')
}

function checkBody(item: Step, at: (field: string) => JobFault['path'], fail: Fail): void {
  if (item.type !== 'submit' && item.type !== 'fetch') return
  const given = (['form', 'json', 'body'] as const).filter((field) => item[field] !== undefined)
  const [, second] = given
  if (second !== undefined) fail(at(second), `expected one of ${given.join(' and ')}, not several`)
}

const oneOf = (names: string[]): string => (names.length === 0 ? 'none' : names.join(' or '))
