import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A runner for tests that answers as it is told, and remembers what it was asked. */
export type ExampleRunner = {
  url: string
  /** How the next request is answered. */
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void
  bodies: string[]
  close: () => Promise<void>
}

/** Listens on a free port of loopback; `answer` is set by each test. */
export async function startExampleRunner(): Promise<ExampleRunner> {
  const runner: ExampleRunner = { url: '', answer: (_, response) => void response.end(), bodies: [], close: async () => undefined }
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const piece of request) body += piece
    runner.bodies.push(body)
    runner.answer(request, response, body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  runner.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  runner.close = () =>
    new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return runner
}

/** Settings that a test needs besides its own, so that `env()` is content. */
export function useExampleSettings(runnerUrl: string): void {
  Object.assign(process.env, {
    RUNNER_URL: runnerUrl,
    RUNNER_SECRET: 'a-secret-of-the-tests-of-the-playground',
    AUTH_SECRET: 'another-secret-of-the-tests-of-the-playground',
    DATABASE_URL: process.env.DATABASE_URL ?? 'postgresql://nobody@127.0.0.1:1/none',
  })
}
