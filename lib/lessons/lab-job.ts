import { CONTRACT_VERSION, type JobInput } from '@crumbtrail/runner/contract'
import type { Lab, LabFile } from './lesson.ts'

type PlayedLab = Omit<Lab, 'title' | 'task' | 'hints' | 'start' | 'solved' | 'recorded'>

/**
 * The job that plays a lab with the given files, for the site and the content check alike.
 * `caller` is the opaque key of who asks. The files are the caller's affair: JobSchema refuses what a job cannot hold.
 */
export const labToJob = (lab: PlayedLab, files: LabFile[], caller: string): JobInput => {
  const { checks, sites, browsers, services, listsKeys, clockStart, steps } = lab
  const common = { version: CONTRACT_VERSION, files: files.map(({ path, content }) => ({ path, content })), checks, caller } as const
  if (lab.kind === 'server')
    return { ...common, kind: 'lab', sites, browsers, services, listsKeys, steps, ...(clockStart === null ? {} : { clockStart }) }
  return {
    ...common,
    kind: 'script',
    ...(lab.entry === null ? {} : { entry: lab.entry }),
    ...(lab.stdin === null ? {} : { stdin: lab.stdin }),
  }
}
