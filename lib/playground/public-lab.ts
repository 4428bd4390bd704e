import type { Lab, LabFile } from '#lib/lessons/lesson.ts'
import type { LabStep } from './lab-step-rules.ts'
import { type RunView, runViewOf, withoutTraces } from './run-view-rules.ts'

/** What a browser may know of a lab. The solution is not in it. */
export type PublicLab = {
  lessonId: string
  contentVersion: string
  title: string
  kind: Lab['kind']
  /** The file that is run: a script's entry, or the first site's. */
  entry: string
  /** The first site's port; null for a script. */
  port: number | null
  sites: { host: string; entry: string }[]
  browsers: { name: string; profile: string }[]
  /** The starter, in the order of the tabs. */
  files: LabFile[]
  steps: LabStep[]
  /** What a run must show, in order; how the starter does is in `recorded`. */
  checks: { id: string; title: string }[]
  /** A run of the starter as the content check saw it; null until one is recorded. */
  recorded: RunView | null
  /** Day of that recording as YYYY-MM-DD. */
  recordedOn: string | null
}

/** The part of a lab that is sent to browsers. */
export function publicLab(lab: Lab, lesson: { id: string; contentVersion: string }): PublicLab {
  const [site] = lab.sites
  const recorded = lab.recorded && withoutTraces(runViewOf(lab.recorded.start))
  return {
    lessonId: lesson.id,
    contentVersion: lesson.contentVersion,
    title: lab.title,
    kind: lab.kind,
    entry: lab.entry ?? site?.entry ?? lab.start[0]?.path ?? '',
    port: site?.port ?? null,
    sites: lab.sites.map(({ host, entry }) => ({ host, entry })),
    browsers: lab.browsers.map(({ name, profile = 'chromium' }) => ({ name, profile })),
    files: lab.start.map(({ path, content }) => ({ path, content })),
    steps: lab.steps.map((step) => labStepOf(step, lab.browsers[0]?.name ?? null)),
    checks: recorded?.checks.map(({ id, title }) => ({ id, title })) ?? [],
    recorded,
    recordedOn: lab.recorded?.contentVersion.replace(/^v(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3') ?? null,
  }
}

type Step = Lab['steps'][number]

/** A step as the page draws it. What it sends stands in the exchange, once there is one. */
function labStepOf(step: Step, onlyBrowser: string | null): LabStep {
  const base = { id: step.id, type: step.type, note: step.note ?? null, browser: browserOf(step, onlyBrowser) }
  switch (step.type) {
    case 'request':
      return { ...base, method: step.method, url: step.url, cookiesFrom: step.cookiesFrom ?? null }
    case 'visit':
      return { ...base, url: step.url, ...(step.from === undefined ? {} : { from: step.from }), ...frameOf(step) }
    case 'submit':
    case 'fetch':
      return { ...base, method: step.method, url: step.url, ...frameOf(step) }
    case 'embed':
      return { ...base, url: step.url, as: step.as, ...frameOf(step) }
    case 'write-cookie':
      return { ...base, cookie: step.cookie, ...frameOf(step) }
    case 'read-cookies':
    case 'reload':
      return { ...base, ...frameOf(step) }
    case 'wait':
      return { ...base, seconds: step.seconds }
    case 'steal-cookie':
      return { ...base, name: step.name, from: step.from }
    case 'restart-server':
      return { ...base, ...(step.site === undefined ? {} : { site: step.site }) }
    case 'stop-service':
    case 'start-service':
      return { ...base, service: step.service }
    case 'restart-browser':
      return base
  }
}

const OF_NOBODY: readonly Step['type'][] = ['request', 'wait', 'restart-server', 'stop-service', 'start-service']

/** Where a lab has one browser, its steps need not name it. */
function browserOf(step: Step, onlyBrowser: string | null): string | null {
  if (OF_NOBODY.includes(step.type)) return null
  return ('browser' in step ? step.browser : undefined) ?? onlyBrowser
}

function frameOf(step: { in?: string | undefined }): { frame?: string } {
  return step.in === undefined ? {} : { frame: step.in }
}
