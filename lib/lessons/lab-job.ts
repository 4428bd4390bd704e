import { CONTRACT_VERSION, type JobInput } from '@crumbtrail/runner/contract'
import type { Lab, LabFile } from './lesson.ts'

/**
 * The job that plays a lab with the given files, for the site and the content check alike.
 * `caller` is the opaque key of who asks. The files are the caller's affair: JobSchema refuses what a job cannot hold.
 */
export const labToJob = (lab: Pick<Lab, 'kind' | 'entry' | 'stdin' | 'sites' | 'steps' | 'checks'>, files: LabFile[], caller: string): JobInput => {
  const { checks } = lab
  const sources = files.map(({ path, content }) => ({ path, content }))
  if (lab.kind === 'server') return { version: CONTRACT_VERSION, kind: 'lab', sites: lab.sites, steps: lab.steps, files: sources, checks, caller }
  return {
    version: CONTRACT_VERSION,
    kind: 'script',
    files: sources,
    checks,
    caller,
    ...(lab.entry === null ? {} : { entry: lab.entry }),
    ...(lab.stdin === null ? {} : { stdin: lab.stdin }),
  }
}
