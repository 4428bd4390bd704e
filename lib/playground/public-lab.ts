import type { Lab, LabFile } from '#lib/lessons/lesson.ts'
import { type RunView, runViewOf } from './run-view-rules.ts'

/** A request of the lab as the page lists it. */
export type PublicStep = { id: string; method: string; url: string; note: string | null; cookiesFrom: string | null }

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
  hosts: string[]
  /** The starter, in the order of the tabs. */
  files: LabFile[]
  steps: PublicStep[]
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
  const recorded = lab.recorded && runViewOf(lab.recorded.start)
  return {
    lessonId: lesson.id,
    contentVersion: lesson.contentVersion,
    title: lab.title,
    kind: lab.kind,
    entry: lab.entry ?? site?.entry ?? lab.start[0]?.path ?? '',
    port: site?.port ?? null,
    hosts: lab.sites.map(({ host }) => host),
    files: lab.start.map(({ path, content }) => ({ path, content })),
    steps: lab.steps.flatMap((step) =>
      step.type === 'request'
        ? [{ id: step.id, method: step.method, url: step.url, note: step.note ?? null, cookiesFrom: step.cookiesFrom ?? null }]
        : [],
    ),
    checks: recorded?.checks.map(({ id, title }) => ({ id, title })) ?? [],
    recorded,
    recordedOn: lab.recorded?.contentVersion.replace(/^v(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3') ?? null,
  }
}
