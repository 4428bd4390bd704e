/** What authors write in lab.yaml. The descriptions are for authors: the content check repeats them in its messages. */
import { FilePathSchema, SiteSchema } from '@crumbtrail/runner/contract'
import { z } from 'zod'
import { LineSchema, TextSchema } from './lesson-schema.ts'

const IdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'expected lower-case letters, digits and hyphens')

const step = <T extends z.core.$ZodLooseShape>(shape: T) =>
  z.strictObject({
    id: IdSchema.describe('id of the step, unique in the lab'),
    note: LineSchema.describe('one line for the learner about this step'),
    ...shape,
  })
/** A step of a browser, from its page. */
const onPage = <T extends z.core.$ZodLooseShape>(shape: T) =>
  step({
    browser: z.string().optional().describe('name of the browser; may be left out where the lab has only one'),
    in: z.string().optional().describe('id of the embed step whose frame acts; the page itself without it'),
    ...shape,
  })

const method = z.string().describe('HTTP method, such as GET')
const siteUrl = z.string().describe("URL of one of the lab's sites")
const url = z.string().describe("URL, or a path of the page's own site such as /basket")
const headers = z
  .record(z.string(), z.union([z.string(), z.array(z.string())]))
  .optional()
  .describe('headers by name; a list of values repeats the header')
const body = z.string().optional().describe('body of the request')
const form = z.record(z.string(), z.string()).optional().describe('fields of the form by name')
const json = z.json().optional().describe('body of the request, sent as JSON')

/** Every kind of step, as an author writes it. What the contract checks again (names, hosts, frames) is left to it. */
export const LabStepSchema = z.discriminatedUnion('type', [
  step({
    type: z.literal('request').describe('request: one HTTP request exactly as written'),
    method,
    url: siteUrl,
    headers,
    body,
    cookiesFrom: z.string().optional().describe('id of an earlier step: the cookies that its answer set are sent back'),
  }),
  onPage({
    type: z.literal('visit').describe('visit: an address is typed, or with from: page a link is followed'),
    url,
    from: z.literal('page').optional().describe('page: a link of the page is followed'),
  }),
  onPage({ type: z.literal('submit').describe('submit: a form of the page is sent'), method, url, form, json, body }),
  onPage({
    type: z.literal('fetch').describe('fetch: a script of the page asks'),
    method,
    url,
    headers,
    json,
    body,
    credentials: z
      .enum(['omit', 'same-origin', 'include'])
      .optional()
      .describe('whether cookies go along: omit, same-origin (the default) or include'),
    mode: z.enum(['cors', 'no-cors', 'same-origin']).optional().describe('cors (the default), no-cors or same-origin'),
  }),
  onPage({
    type: z.literal('embed').describe('embed: the page loads an image, a script or a frame'),
    url,
    as: z.enum(['image', 'script', 'iframe']).describe('image, script or iframe'),
  }),
  onPage({ type: z.literal('reload').describe('reload: the page is loaded again') }),
  onPage({ type: z.literal('read-cookies').describe('read-cookies: a script reads document.cookie') }),
  onPage({
    type: z.literal('write-cookie').describe('write-cookie: a script assigns to document.cookie'),
    cookie: z.string().describe('what is assigned, such as theme=dark; Path=/'),
  }),
  step({
    type: z.literal('steal-cookie').describe("steal-cookie: a cookie is copied out of another browser's jar"),
    browser: z.string().optional().describe('name of the browser that gets it'),
    name: z.string().describe('name of the cookie'),
    from: z.string().describe('name of the browser that it is taken from'),
  }),
  step({
    type: z.literal('restart-browser').describe('restart-browser: the browser is closed and opened again'),
    browser: z.string().optional().describe('name of the browser; may be left out where the lab has only one'),
  }),
  step({
    type: z.literal('wait').describe('wait: time passes, for servers and jars alike'),
    seconds: z.number().describe('how many seconds pass; nobody waits for them'),
  }),
  step({
    type: z.literal('restart-server').describe('restart-server: the server is ended and started again'),
    site: z.string().optional().describe('host of the site whose server it is; all of them without it'),
  }),
  step({ type: z.literal('stop-service').describe('stop-service: a service goes away'), service: z.string().describe('the service, such as redis') }),
  step({
    type: z.literal('start-service').describe('start-service: a service comes back'),
    service: z.string().describe('the service, such as redis'),
  }),
])
export type LabStep = z.output<typeof LabStepSchema>

const BrowserSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, 'expected a name of lower-case letters, digits and hyphens, such as alice')
    .describe('name of the browser, such as alice'),
  profile: z.enum(['chromium', 'firefox', 'safari']).optional().describe('whose rules it follows; chromium without it'),
})

/** lab.yaml. A lab with `sites` is a server lab; one with `entry` is a script. */
export const LabSchema = z
  .strictObject({
    title: LineSchema.describe('title of the lab'),
    task: TextSchema.describe('Markdown: what to change, and how the learner knows that it worked'),
    hints: z.array(TextSchema).min(1, 'expected at least one hint').describe('hints in order; each helps more, none is the answer'),
    files: z.array(FilePathSchema).min(1, 'expected at least one file').describe('every file of start/, in the order of the tabs'),
    sites: z.array(SiteSchema).min(1, 'expected at least one site').optional().describe("a server lab's sites: host, entry, port"),
    browsers: z
      .array(BrowserSchema)
      .min(1, 'expected at least one browser, or no browsers field')
      .optional()
      .describe("a server lab's simulated browsers: name, and profile where it is not chromium"),
    services: z
      .array(z.enum(['redis']))
      .min(1, 'expected at least one service, or no services field')
      .optional()
      .describe('what runs beside the servers: redis'),
    listsKeys: z.boolean().optional().describe("true: the service's keys are shown after each step"),
    clockStart: z.iso
      .datetime({ error: 'expected an instant in quotes, such as "2026-11-02T09:00:00Z"' })
      .optional()
      .describe("the instant at which the lab's clock starts; real time without it"),
    steps: z.array(LabStepSchema).min(1, 'expected at least one step').optional().describe("a server lab's steps in order"),
    entry: FilePathSchema.optional().describe('the file that a script lab runs'),
    stdin: z.string().optional().describe("what a script lab's program reads from standard input"),
  })
  .superRefine((lab, context) => {
    const fail = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
    if (lab.sites) {
      if (lab.entry !== undefined) fail('entry', "expected no entry, because a server lab's entries are its sites'")
      if (lab.stdin !== undefined) fail('stdin', 'expected no stdin, because a server lab has steps')
      if (!lab.steps) fail('steps', 'expected the steps of the lab')
    } else {
      for (const field of ['steps', 'browsers', 'services', 'listsKeys', 'clockStart'] as const)
        if (lab[field] !== undefined) fail(field, `expected no ${field}, because only a lab with sites has them`)
      if (lab.entry === undefined) fail('entry', 'expected the file to run, or sites for a server lab')
    }
    lab.files.forEach((path, index) => {
      if (lab.files.indexOf(path) !== index) context.addIssue({ code: 'custom', path: ['files', index], message: 'expected each file once' })
    })
    checkHosts(lab, context)
  })

/** A host that is no site's is most often a slip of the pen; who means it says so. */
const ELSEWHERE = 'nowhere.test'

function checkHosts({ sites = [], steps = [] }: { sites?: { host: string }[]; steps?: LabStep[] }, context: z.core.$RefinementCtx): void {
  steps.forEach((one, index) => {
    if (!('url' in one) || one.type === 'request') return
    const host = URL.parse(one.url)?.hostname
    if (host !== undefined && host !== ELSEWHERE && !sites.some((site) => site.host === host))
      context.addIssue({
        code: 'custom',
        path: ['steps', index, 'url'],
        message: `expected a host of the lab's sites, or ${ELSEWHERE} for one that no browser can find`,
      })
  })
}
