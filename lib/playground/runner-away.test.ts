import { JobSchema } from '@crumbtrail/runner/contract'
import { expect, it } from 'vitest'
import { setExampleSettings } from './example-runner.ts'
import { runnerStatus, startRunnerJob } from './runner-client.ts'

setExampleSettings('http://127.0.0.1:1')

it('a runner that does not listen is away, for a job and for its state', async () => {
  const job = JobSchema.parse({ version: 1, kind: 'script', files: [{ path: 'a.js', content: '' }], caller: 'test' })
  expect(await startRunnerJob(job, new AbortController().signal)).toMatchObject({ ok: false, refusal: { code: 'runner-away' } })
  expect(await runnerStatus()).toEqual({ state: 'away', missing: [], fix: null })
})
