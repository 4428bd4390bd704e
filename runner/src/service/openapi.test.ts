import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { openRealSandbox } from '../test-sandbox.ts'
import { createFakeSandbox, JOB, SECRET, serve } from '../test-service.ts'
import { openApiDocument } from './openapi.ts'

interface Answers {
  headers?: Record<string, { required: boolean; schema: object }>
  content?: Record<string, { schema: object }>
}
interface OpenApi {
  paths: Record<string, Record<string, { responses: Record<string, Answers>; requestBody?: { content: Record<string, { schema: object }> } }>>
}

const document = openApiDocument() as unknown as OpenApi
// Formats are told by patterns too, which are checked.
const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true, validateFormats: false })
ajv.addVocabulary(['openapi', 'info', 'servers', 'security', 'paths', 'components'])
ajv.addSchema(document, 'openapi')
/** By the schema's text: the one of events takes most of a second to compile. */
const validators = new Map<string, ValidateFunction>()
const validatorOf = (schema: object): ValidateFunction => {
  const text = JSON.stringify(schema).replaceAll('"#/components', '"openapi#/components')
  const validator = validators.get(text) ?? ajv.compile(JSON.parse(text))
  validators.set(text, validator)
  return validator
}
const expectValid = (schema: object, value: unknown): void => {
  const validate = validatorOf(schema)
  expect(validate(value) ? [] : validate.errors, JSON.stringify(value).slice(0, 400)).toEqual([])
}

/** Checks status, headers and body of a real answer against what the document says of the operation; gives the code of a refusal. */
async function expectDocumented(path: string, method: string, response: Response): Promise<string | null> {
  const operation = Object.hasOwn(document.paths, path) ? document.paths[path]?.[method] : undefined
  const answers = operation?.responses[response.status]
  if (!answers) throw new Error(`the document knows no ${response.status} of ${method} ${path}`)
  for (const [name, { required, schema }] of Object.entries(answers.headers ?? {})) {
    const value = response.headers.get(name)
    if (required) expect(value, name).not.toBeNull()
    if (value !== null) expectValid(schema, /^\d+$/.test(value) ? Number(value) : value)
  }
  const type = response.headers.get('content-type')?.split(';')[0] ?? null
  const content = type === null ? undefined : answers.content?.[type]
  const text = await response.text()
  if (type === null) {
    expect([answers.content, text]).toEqual([undefined, ''])
    return null
  }
  if (!content) throw new Error(`the document knows no ${type} of ${method} ${path}`)
  const values =
    type === 'application/x-ndjson'
      ? text
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line))
      : [type.endsWith('json') ? JSON.parse(text) : text]
  for (const value of values) expectValid(content.schema, value)
  return type === 'application/json' ? ((values[0] as { error?: { code: string } }).error?.code ?? null) : null
}

describe('the OpenAPI document', { timeout: 60_000 }, () => {
  it('is served, refers to nothing that it does not hold, and describes every refusal', async () => {
    const { url } = await serve(createFakeSandbox().sandbox)
    const response = await fetch(`${url}/v1/openapi.json`)
    expect(await response.clone().json()).toEqual(JSON.parse(JSON.stringify(document)))
    await expectDocumented('/v1/openapi.json', 'get', response)
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference as string)
    expect(references.length).toBeGreaterThan(10)
    for (const reference of references) expect(() => validatorOf({ $ref: reference })).not.toThrow()
  })

  it('describes what browsers tell, by what a run told', async () => {
    const sandbox = await openRealSandbox()
    try {
      const server = "require('node:http').createServer((q, r) => r.setHeader('Set-Cookie', 'a=b').end()).listen(process.env.PORT)"
      const { post } = await serve(sandbox)
      const steps = [
        { id: 'v', type: 'visit', url: 'http://shop.test/' },
        { id: 'f', type: 'fetch', method: 'PUT', url: 'http://nowhere.test/' },
        { id: 'r', type: 'read-cookies' },
      ]
      const job = { ...JOB, kind: 'lab', files: [{ path: 's.cjs', content: server }], sites: [{ host: 'shop.test', entry: 's.cjs', port: 3000 }] }
      const response = await post({ ...job, entry: undefined, browsers: [{ name: 'alice' }], steps })
      const text = await response.clone().text()
      for (const told of ['"type":"browser"', 'document-cookie-read', '"purpose":"preflight"', 'no-such-host', 'cookie-store'])
        expect(text).toContain(told)
      await expectDocumented('/v1/runs', 'post', response)
    } finally {
      await sandbox.close()
    }
  })

  it('takes the jobs that the service takes, and refuses what it refuses by shape', () => {
    const schema = document.paths['/v1/runs']?.post?.requestBody?.content['application/json']?.schema ?? {}
    const validate = validatorOf(schema)
    const step = { id: 'a', type: 'fetch', method: 'POST', url: 'http://shop.test/', json: { deep: [1, { more: null }] } }
    expect(validate({ ...JOB, kind: 'lab', sites: [{ host: 'shop.test', entry: 'a.js', port: 3000 }], steps: [step] })).toBe(true)
    for (const wrong of [
      { surprise: 1 },
      { version: 2 },
      { caller: '' },
      { files: [{ path: '../a', content: '' }] },
      { steps: [{ ...step, url: 'x' }] },
    ])
      expect(validate({ ...JOB, ...wrong }), JSON.stringify(wrong)).toBe(false)
  })

  it('describes the events of real runs: output, exchanges, waits, restarts and ends', async () => {
    const sandbox = await openRealSandbox()
    try {
      const { post } = await serve(sandbox)
      const source =
        "require('node:http').createServer((request, response) => { console.error(request.url); response.end('hi') }).listen(process.env.PORT)"
      const request = (id: string) => ({ id, type: 'request', method: 'GET', url: 'http://shop.test/' })
      const lab = {
        ...JOB,
        kind: 'lab',
        sites: [{ host: 'shop.test', entry: 'server.cjs', port: 3000 }],
        files: [{ path: 'server.cjs', content: source }],
        steps: [request('one'), { id: 'later', type: 'wait', seconds: 60 }, { id: 'again', type: 'restart-server' }, request('two')],
        clockStart: '2026-01-01T00:00:00Z',
      }
      const jobs = [
        lab,
        { ...lab, files: [{ path: 'server.cjs', content: "require('node:http').createServer(() => {}).listen(4000)" }] },
        { ...JOB, files: [{ path: 'a.js', content: "console.log('a'); process.exit(3)" }] },
        { ...JOB, files: [{ path: 'a.js', content: 'setInterval(() => {}, 1000)' }], limits: { wallMs: 100 } },
      ]
      const seen = new Set<string>()
      for (const job of jobs) {
        const response = await post(job)
        for (const line of (await response.clone().text()).trim().split('\n')) {
          const event = JSON.parse(line) as { type: string; outcome?: string }
          seen.add(event.outcome ?? event.type)
        }
        expect(await expectDocumented('/v1/runs', 'post', response)).toBeNull()
      }
      expect([...seen].sort()).toEqual(['clock', 'exchange', 'exited', 'finished', 'log', 'no-server', 'step', 'wall-timeout'])
    } finally {
      sandbox.close()
    }
  })

  it('describes a run that waits, is refused after its wait, or is ended', async () => {
    const { url, post } = await serve(createFakeSandbox({ holds: true }).sandbox, { places: 1, queueWaitMs: 30 })
    const running = await post({ ...JOB, caller: 'first' })
    await expectDocumented('/v1/runs', 'post', await post(JOB))
    const end = await fetch(`${url}/v1/runs/${running.headers.get('x-run-id')}`, { method: 'DELETE', headers: { authorization: `Bearer ${SECRET}` } })
    expect(end.status).toBe(204)
    await expectDocumented('/v1/runs/{runId}', 'delete', end)
    await expectDocumented('/v1/runs', 'post', running)
  })

  it('describes every refusal that the service makes', async () => {
    const held = await serve(createFakeSandbox({ holds: true }).sandbox, { places: 1, queueMax: 0, callerWaitingMax: 1 })
    const free = await serve(createFakeSandbox().sandbox)
    const none = await serve(null)
    const authorised = { authorization: `Bearer ${SECRET}` }
    await held.post({ ...JOB, caller: 'first' })
    const closed = await serve(createFakeSandbox().sandbox)
    closed.admission.close()
    const greedy = await serve(createFakeSandbox({ holds: true }).sandbox, { places: 1, callerWaitingMax: 0 })
    await greedy.post(JOB)
    const broken = await serve(createFakeSandbox().sandbox)
    broken.state.sandbox = () => {
      throw new Error('a detail that stays inside')
    }
    const codes: (string | null)[] = []
    const expectRefusal = async (path: string, method: string, response: Response): Promise<void> => {
      codes.push(await expectDocumented(path, method, response))
    }
    await expectRefusal('/v1/runs', 'post', await free.post('{'))
    await expectRefusal('/v1/runs', 'post', await free.post({ ...JOB, files: [] }))
    await expectRefusal('/v1/runs', 'post', await free.post(JOB, { headers: {} }))
    await expectRefusal('/v1/runs/{runId}', 'delete', await fetch(`${free.url}/v1/runs/none`, { method: 'DELETE', headers: authorised }))
    await expectRefusal('/v1/runs', 'post', await fetch(`${free.url}/v1/runs`, { method: 'PUT' }))
    await expectRefusal('/v1/runs', 'post', await free.post('x'.repeat(2 ** 21)))
    await expectRefusal('/v1/runs', 'post', await free.post({ ...JOB, services: ['redis'] }))
    await expectRefusal('/v1/runs', 'post', await held.post({ ...JOB, caller: 'late' }))
    await expectRefusal('/v1/runs', 'post', await greedy.post(JOB))
    await expectRefusal('/v1/runs', 'post', await none.post(JOB))
    await expectRefusal('/v1/runs', 'post', await closed.post(JOB))
    await expectRefusal('/v1/runs', 'post', await broken.post(JOB))
    const known = (
      document as unknown as { components: { schemas: { RunnerError: { properties: { error: { properties: { code: { enum: string[] } } } } } } } }
    ).components.schemas.RunnerError.properties.error.properties.code.enum
    expect([...new Set(codes)].sort()).toEqual([...known].sort())
  })

  it('describes health and figures', async () => {
    const { url } = await serve(createFakeSandbox({ output: 'it works' }).sandbox)
    const { url: unready } = await serve(null)
    await expectDocumented('/health/live', 'get', await fetch(`${url}/health/live`))
    await expectDocumented('/health/ready', 'get', await fetch(`${url}/health/ready`))
    await expectDocumented('/health/ready', 'get', await fetch(`${unready}/health/ready`))
    await expectDocumented('/metrics', 'get', await fetch(`${url}/metrics`))
  })
})
