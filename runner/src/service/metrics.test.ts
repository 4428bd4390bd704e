import { describe, expect, it } from 'vitest'
import { createFakeSandbox, events, JOB, SECRET, serve } from '../test-service.ts'

const figures = async (url: string): Promise<string[]> => (await (await fetch(`${url}/metrics`)).text()).split('\n')

describe('/metrics', () => {
  it('counts runs by outcome, refusals by code, and what they used', async () => {
    const { url, post } = await serve(createFakeSandbox().sandbox)
    await events(await post(JOB))
    await events(await post(JOB))
    await (await post('{')).text()
    await fetch(`${url}/none`)
    expect(await figures(url)).toEqual(
      expect.arrayContaining([
        'crumbtrail_runner_runs_total{kind="script",outcome="finished"} 2',
        'crumbtrail_runner_run_seconds_count{kind="script"} 2',
        'crumbtrail_runner_run_cpu_seconds_count{kind="script"} 2',
        'crumbtrail_runner_queue_seconds_count 2',
        'crumbtrail_runner_run_memory_peak_bytes_sum 2',
        'crumbtrail_runner_refusals_total{code="bad-request"} 1',
        'crumbtrail_runner_refusals_total{code="not-found"} 1',
      ]),
    )
  })

  it('tells the queue, the pool and the process as they are now', async () => {
    const { url, post } = await serve(createFakeSandbox({ holds: true }).sandbox, { places: 1 })
    await post(JOB)
    await post({ ...JOB, caller: 'second' })
    const lines = await figures(url)
    expect(lines).toEqual(
      expect.arrayContaining([
        'crumbtrail_runner_runs_active 1',
        'crumbtrail_runner_queue_length 1',
        'crumbtrail_runner_places_ready 3',
        'crumbtrail_runner_places_booting 1',
        'crumbtrail_runner_places_cpu_seconds_total 1.5',
        'crumbtrail_runner_ready 1',
      ]),
    )
    expect(lines.some((line) => /^crumbtrail_runner_process_resident_memory_bytes \d{7,}/.test(line))).toBe(true)
    expect((await figures((await serve(null)).url)).includes('crumbtrail_runner_ready 0')).toBe(true)
  })

  it('holds nothing that a caller or a program wrote', async () => {
    const { url, post } = await serve(createFakeSandbox({ output: 'MARK' }).sandbox)
    await events(await post({ ...JOB, caller: 'MARK', files: [{ path: 'MARK.js', content: 'MARK' }] }))
    await fetch(`${url}/MARK`, { headers: { authorization: `Bearer ${SECRET}` } })
    expect((await figures(url)).join('\n')).not.toContain('MARK')
  })
})
