/** Requests per second and CPU per request of one URL, and of a bare Node server that answers with the same bytes. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { readCpuMs } from './processes.ts'

const CONNECTIONS = 16
const SECONDS = 5

export type RequestFigures = { requestsPerSecond: number; cpuUsPerRequest: number; bodyBytes: number }

const drive = async (url: string, pid: number): Promise<RequestFigures> => {
  const headers = { 'accept-encoding': 'gzip' }
  await autocannon({ url, connections: CONNECTIONS, duration: 1, headers })
  const before = await readCpuMs(pid)
  const result = await autocannon({ url, connections: CONNECTIONS, duration: SECONDS, headers })
  const after = await readCpuMs(pid)
  if (result.errors > 0 || result.non2xx > 0) throw new Error(`${url}: ${result.errors} errors, ${result.non2xx} answers other than 2xx`)
  const count = result.requests.total
  return {
    requestsPerSecond: result.requests.average,
    cpuUsPerRequest: ((after - before) * 1000) / count,
    bodyBytes: Math.round(result.throughput.total / count),
  }
}

/** Alternates site and bare server three times and keeps the medians, so that a noisy minute hits both. */
export const compareWithBareNode = async (url: string, sitePid: number, workFolder: string) => {
  const response = await fetch(url, { headers: { 'accept-encoding': 'gzip' } })
  const bodyPath = join(workFolder, 'body.html')
  await writeFile(bodyPath, Buffer.from(await response.arrayBuffer()))
  const bare = fork(join(import.meta.dirname, 'bare-server.ts'), [bodyPath], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  try {
    const [port] = (await once(bare, 'message')) as [number]
    const rounds: { site: RequestFigures; bare: RequestFigures }[] = []
    for (let round = 0; round < 3; round++) {
      rounds.push({ site: await drive(url, sitePid), bare: await drive(`http://127.0.0.1:${port}/`, bare.pid as number) })
    }
    const middle = (pick: (round: (typeof rounds)[number]) => number) => rounds.map(pick).toSorted((a, b) => a - b)[1] as number
    const figures = (who: 'site' | 'bare'): RequestFigures => ({
      requestsPerSecond: middle((round) => round[who].requestsPerSecond),
      cpuUsPerRequest: middle((round) => round[who].cpuUsPerRequest),
      bodyBytes: middle((round) => round[who].bodyBytes),
    })
    return { site: figures('site'), bare: figures('bare') }
  } finally {
    bare.kill('SIGKILL')
  }
}
