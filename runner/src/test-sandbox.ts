import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildRoot } from '../scripts/build-root.ts'
import type { EndEvent, Job, JobInput, RunEvent } from './contract.ts'
import { JobSchema } from './contract.ts'
import { runsAsRoot } from './env.ts'
import { runJob } from './run-job.ts'
import { createBubblewrapSandbox, type SandboxParts } from './sandbox/bubblewrap-sandbox.ts'
import { closeInheritedDescriptors } from './sandbox/inherited-descriptors.ts'
import { inspectMachine } from './sandbox/inspect-machine.ts'
import type { Sandbox } from './sandbox/sandbox.ts'

/** What a run told, sorted for a test. */
export interface TestRun {
  events: RunEvent[]
  end: EndEvent
  stdout: string
  stderr: string
  exchanges: Extract<RunEvent, { type: 'exchange' }>[]
  faults: unknown[]
  reusable: boolean
}

/** The folder of the tests' root: beside the code, or in the system's when the sandbox's user could not reach it there. */
export function testRootFolder(): string {
  const beside = fileURLToPath(new URL('../.root', import.meta.url))
  return runsAsRoot() && isClosed(beside) ? '/var/lib/crumbtrail/runner-root-of-tests' : beside
}

function isClosed(folder: string): boolean {
  for (let path = dirname(folder); path !== dirname(path); path = dirname(path)) if ((statSync(path).mode & 0o001) === 0) return true
  return false
}

/** The real sandbox on this machine. */
export const openRealSandbox = async (): Promise<Sandbox> => createBubblewrapSandbox(await inspectTestMachine())

/** What it is made of. Throws with what is missing where there is none: these tests are never skipped. */
export async function inspectTestMachine(): Promise<SandboxParts> {
  const rootFolder = testRootFolder()
  await buildRoot(rootFolder)
  closeInheritedDescriptors()
  const inspected = inspectMachine(rootFolder, runsAsRoot())
  if (!inspected.ok) throw new Error(`no sandbox: ${inspected.obstacles.map(({ missing, fix }) => `${missing} (${fix})`).join('; ')}`)
  return inspected.parts
}

/** Runs a job as the service would. */
export async function runForTest(
  sandbox: Sandbox,
  given: Omit<JobInput, 'version' | 'caller'>,
  signal = new AbortController().signal,
): Promise<TestRun> {
  const job: Job = JobSchema.parse({ version: 1, caller: 'test', ...given })
  const events: RunEvent[] = []
  const faults: unknown[] = []
  const { end, reusable } = await runJob(job, {
    sandbox,
    queueMs: 0,
    signal,
    emit: (event) => events.push(event),
    onFault: (error) => faults.push(error),
  })
  const text = (stream: string): string => events.flatMap((event) => (event.type === 'log' && event.stream === stream ? [event.text] : [])).join('')
  return {
    events,
    end,
    stdout: text('stdout'),
    stderr: text('stderr'),
    exchanges: events.flatMap((event) => (event.type === 'exchange' ? [event] : [])),
    faults,
    reusable,
  }
}

/** A script of one file. */
export const script = (source: string, more: Partial<JobInput> = {}): Omit<JobInput, 'version' | 'caller'> => ({
  kind: 'script',
  files: [{ path: 'main.js', content: source }],
  ...more,
})

/** A lab of one site at `http://shop.test` with requests by path, or as given. */
export const lab = (source: string, steps: (string | Record<string, unknown>)[] = ['/']): Omit<JobInput, 'version' | 'caller'> => ({
  kind: 'lab',
  files: [{ path: 'server.js', content: source }],
  sites: [{ host: 'shop.test', entry: 'server.js', port: 3000 }],
  steps: steps.map((step, index) => ({
    id: `step-${index}`,
    type: 'request',
    method: 'GET',
    url: 'http://shop.test/',
    ...(typeof step === 'string' ? { url: `http://shop.test${step}` } : step),
  })) as JobInput['steps'],
})

/** A folder for a test's own files. `remove` takes it away. */
export function testFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'crumbtrail-test-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
