import { z } from 'zod'
import { CONTRACT_VERSION, EventSchema, JobSchema, type RunnerError, RunnerErrorSchema, RunnerHealthSchema } from '../contract.ts'
import { STATUS } from '../http-answers.ts'

type Json = { [key: string]: unknown }

/** OpenAPI 3.1 of the service. Every schema in it is made from the contract; made once, on first use. */
export function openApiDocument(): Json {
  document ??= {
    openapi: '3.1.1',
    info: {
      title: 'Crumbtrail runner',
      version: `${CONTRACT_VERSION}.0.0`,
      description: "Runs strangers' Node programs, each in a sandbox of its own, and streams what happened.",
    },
    servers: [{ url: '/' }],
    security: [{ secret: [] }],
    paths: PATHS,
    components: {
      securitySchemes: { secret: { type: 'http', scheme: 'bearer', description: 'The shared secret of the runner and its one client.' } },
      schemas: {
        ...components('Job', JobSchema, 'input'),
        ...components('RunEvent', EventSchema, 'output'),
        ...components('RunnerError', RunnerErrorSchema, 'output'),
        ...components('RunnerHealth', RunnerHealthSchema, 'output'),
        Live: { type: 'object', properties: { status: { const: 'live' } }, required: ['status'], additionalProperties: false },
      },
    },
  }
  return document
}

let document: Json | null = null

/** A schema as components: itself by name, and what it refers to beside it, since a component has no place for definitions of its own. */
function components(name: string, schema: z.core.$ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, $defs = {}, ...own } = z.toJSONSchema(schema, { target: 'draft-2020-12', io }) as Json & { $defs?: Json }
  const move = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(move)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === '$ref' ? moveReference(String(inner)) : move(inner)]))
  }
  const moveReference = (reference: string): string =>
    reference === '#' ? `#/components/schemas/${name}` : reference.replace(/^#\/\$defs\//, `#/components/schemas/${name}.`)
  const definitions = Object.entries($defs).map(([key, definition]) => [`${name}.${key}`, move(definition)])
  return { [name]: move(own), ...Object.fromEntries(definitions) }
}

const reference = (name: string): Json => ({ $ref: `#/components/schemas/${name}` })
const json = (schema: Json): Json => ({ 'application/json': { schema } })

/** What each code means on an operation; its status is the one that the service answers with. */
const MEANINGS: Record<RunnerError['code'], string> = {
  'bad-request': 'not a job; `field` names what is wrong',
  unauthorized: 'without the secret',
  'not-found': 'no such resource',
  'method-not-allowed': 'another method; `Allow` names the right one',
  'too-large': 'a body over the limit',
  'service-missing': 'the job asks for a service that is not installed here; `field` and `missing` name it, `fix` says how to have it',
  'too-many': 'the caller has enough runs waiting',
  internal: 'the runner failed',
  busy: 'all places are taken and the queue is full',
  'sandbox-unavailable': 'the machine has no working sandbox; `missing` and `fix` say what to do',
  'shutting-down': 'the runner takes no more runs',
}
const WAITS = [429, 503]

/** Refusals of an operation, those of one status together. */
function refusals(...codes: RunnerError['code'][]): Json {
  const all: RunnerError['code'][] = ['method-not-allowed', 'internal', ...codes]
  const statuses = [...new Set(all.map((code) => STATUS[code]))].sort((a, b) => a - b)
  return Object.fromEntries(
    statuses.map((status) => {
      const headers = {
        ...(WAITS.includes(status)
          ? { 'Retry-After': { required: status === 429, schema: { type: 'integer', minimum: 1 }, description: 'In seconds; where waiting helps.' } }
          : {}),
        ...(status === 405 ? { Allow: { required: true, schema: { type: 'string' } } } : {}),
        ...(status === 401 ? { 'WWW-Authenticate': { required: true, schema: { type: 'string' } } } : {}),
      }
      const meanings = all.filter((code) => STATUS[code] === status).map((code) => `\`${code}\`: ${MEANINGS[code]}`)
      return [status, { description: `${meanings.join('; ')}.`, headers, content: json(reference('RunnerError')) }]
    }),
  )
}

const health = (description: string): Json => ({ description, content: json(reference('RunnerHealth')) })

const PATHS: Json = {
  '/v1/runs': {
    post: {
      operationId: 'startRun',
      summary: 'Runs a job and streams its events',
      description:
        'Answers at once: with a refusal, or with a stream that may begin with `queue` events and ends with exactly one `end`. ' +
        'The run ends when the client leaves.',
      requestBody: { required: true, content: json(reference('Job')) },
      responses: {
        200: {
          description: 'JSON objects, one a line; the schema is that of each line. The last is the `end`.',
          headers: {
            'X-Run-Id': { required: true, schema: { type: 'string', format: 'uuid' }, description: 'Names the run in the log, and to end it.' },
          },
          content: { 'application/x-ndjson': { schema: reference('RunEvent') } },
        },
        ...refusals('bad-request', 'unauthorized', 'too-large', 'too-many', 'busy', 'service-missing', 'sandbox-unavailable', 'shutting-down'),
      },
    },
  },
  '/v1/runs/{runId}': {
    delete: {
      operationId: 'endRun',
      summary: 'Ends a run that waits or goes on',
      description: 'Its stream then ends with the outcome `cancelled`.',
      parameters: [{ name: 'runId', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
      responses: { 204: { description: 'It is being ended.' }, ...refusals('unauthorized', 'not-found') },
    },
  },
  '/v1/openapi.json': {
    get: {
      operationId: 'describe',
      summary: 'This document',
      security: [],
      responses: { 200: { description: 'OpenAPI 3.1.', content: json({ type: 'object' }) }, ...refusals() },
    },
  },
  '/health/live': {
    get: {
      operationId: 'live',
      summary: 'Whether the process works',
      security: [],
      responses: { 200: { description: 'It does.', content: json(reference('Live')) }, ...refusals() },
    },
  },
  '/health/ready': {
    get: {
      operationId: 'ready',
      summary: 'Whether programs may be run, found by running one',
      security: [],
      responses: {
        ...refusals(),
        200: health('They may; `degraded` when layers are missing.'),
        503: health('They may not; `missing` and `fix` say why.'),
      },
    },
  },
  '/metrics': {
    get: {
      operationId: 'metrics',
      summary: 'Figures in the text format of Prometheus',
      description: 'For the machine itself without the secret.',
      security: [{}, { secret: [] }],
      responses: { 200: { description: 'Figures.', content: { 'text/plain': { schema: { type: 'string' } } } }, ...refusals('unauthorized') },
    },
  },
}
