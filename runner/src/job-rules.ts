/** What no single field of a job can say: the rules between its files, sites, browsers, steps and services. Pure. */
import { BROWSER_STEPS, checkBrowsers } from './browsers/browser-rules.ts'
import { isServicePort, type ServiceName } from './services/service-rules.ts'

/** As much of a job as the rules look at. */
export type JobShape = {
  kind: 'script' | 'lab'
  entry?: string | undefined
  stdin?: string | undefined
  files: readonly { path: string; content: string }[]
  sites: readonly { host: string; entry: string; port: number }[]
  services?: readonly ServiceName[] | undefined
  listsKeys?: boolean | undefined
  browsers?: readonly { name: string }[] | undefined
  steps: readonly {
    id: string
    type: string
    service?: string | undefined
    url?: string | undefined
    site?: string | undefined
    cookiesFrom?: string | undefined
    browser?: string | undefined
    in?: string | undefined
    from?: string | undefined
    as?: string | undefined
    form?: unknown
    json?: unknown
    body?: unknown
  }[]
}

/** `path` leads to the field; `message` says what is wrong and what was expected. */
export type JobFault = { path: (string | number)[]; message: string }

type Fail = (path: JobFault['path'], message: string) => void

/** Every fault of the job, in the order files, kind, sites, steps, browsers, services; empty when there is none. */
export function findJobFaults(job: JobShape, sourceBytesMax: number): JobFault[] {
  const faults: JobFault[] = []
  const fail: Fail = (path, message) => faults.push({ path, message })
  checkFiles(job, sourceBytesMax, fail)
  checkKind(job, fail)
  checkSites(job, fail)
  checkSteps(job, fail)
  checkBrowsers(job, fail)
  checkServices(job, fail)
  return faults
}

function checkFiles(job: JobShape, sourceBytesMax: number, fail: Fail) {
  const paths = job.files.map((file) => file.path)
  paths.forEach((path, index) => {
    if (paths.indexOf(path) !== index) fail(['files', index, 'path'], `${path} is given twice`)
    if (paths.some((other) => other.startsWith(`${path}/`))) fail(['files', index, 'path'], `${path} is both a file and a folder`)
  })
  const encoder = new TextEncoder()
  const sourceBytes = job.files.reduce((sum, file) => sum + encoder.encode(file.content).length, 0)
  if (sourceBytes > sourceBytesMax) fail(['files'], `the files hold ${sourceBytes} bytes; expected at most ${sourceBytesMax} in all`)
}

function checkKind(job: JobShape, fail: Fail) {
  const paths = job.files.map((file) => file.path)
  if (job.kind === 'script') {
    if (job.sites.length > 0) fail(['sites'], 'a script has no sites')
    if (job.steps.length > 0) fail(['steps'], 'a script has no steps')
    if (!job.entry && job.files.length > 1) fail(['entry'], 'expected the file to run, because there are several')
    if (job.entry && !paths.includes(job.entry)) fail(['entry'], `there is no file ${job.entry}`)
  } else {
    if (job.sites.length === 0) fail(['sites'], 'expected at least one site')
    if (job.entry) fail(['entry'], "a lab's entries are its sites'")
    if (job.stdin !== undefined) fail(['stdin'], 'only a script has stdin')
  }
}

function checkSites(job: JobShape, fail: Fail) {
  const paths = job.files.map((file) => file.path)
  job.sites.forEach((site, index) => {
    if (!paths.includes(site.entry)) fail(['sites', index, 'entry'], `there is no file ${site.entry}`)
    if (job.sites.findIndex((other) => other.host === site.host) !== index) fail(['sites', index, 'host'], `${site.host} is given twice`)
    const twin = job.sites.findIndex((other) => other.port === site.port)
    if (twin !== index) fail(['sites', index, 'port'], `${site.host} and ${job.sites[twin]?.host} both ask for port ${site.port}`)
  })
}

function checkSteps(job: JobShape, fail: Fail) {
  const earlierRequests = new Set<string>()
  const stepIds = new Set<string>()
  job.steps.forEach((item, index) => {
    if (stepIds.has(item.id)) fail(['steps', index, 'id'], `${item.id} is given twice`)
    stepIds.add(item.id)
    // Where a browser goes is its affair: it may look for a host that is not there.
    if (item.url && !BROWSER_STEPS.has(item.type)) {
      const host = hostOf(item.url)
      if (!job.sites.some((site) => site.host === host)) fail(['steps', index, 'url'], `no site answers for ${host}`)
    }
    if (item.site && !job.sites.some((site) => site.host === item.site)) fail(['steps', index, 'site'], `there is no site ${item.site}`)
    if (item.type === 'request') {
      if (item.cookiesFrom && !earlierRequests.has(item.cookiesFrom))
        fail(['steps', index, 'cookiesFrom'], `there is no earlier request step ${item.cookiesFrom}`)
      earlierRequests.add(item.id)
    }
  })
}

/** Whose an http or https URL is. What is no port stays part of the host, and no site is called so. */
export function hostOf(url: string): string {
  const [authority = ''] = url.replace(/^https?:\/\//, '').split('/', 1)
  return authority.replace(/:\d{1,5}$/, '')
}

function checkServices({ services = [], listsKeys = false, sites, steps }: JobShape, fail: Fail) {
  sites.forEach((site, index) => {
    if (isServicePort({ services }, site.port)) fail(['sites', index, 'port'], `port ${site.port} is that of a service of the job`)
  })
  steps.forEach((item, index) => {
    if (item.service !== undefined && !services.some((name) => name === item.service))
      fail(['steps', index, 'service'], `the job asks for no service ${item.service}`)
  })
  if (listsKeys && services.length === 0) fail(['listsKeys'], 'there are no keys without a service')
}
