import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { vi } from 'vitest'

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

/**
 * Settings that a test of the playground needs, so that `env()` is content; without a database of its own (`takeTestDatabase`)
 * one that nobody answers for.
 */
export function setExampleSettings(runnerUrl: string, has: { database?: true } = {}): void {
  vi.stubEnv('RUNNER_URL', runnerUrl)
  vi.stubEnv('RUNNER_SECRET', 'a-secret-of-the-tests-of-the-playground')
  vi.stubEnv('AUTH_SECRET', 'another-secret-of-the-tests-of-the-playground')
  if (!has.database) vi.stubEnv('DATABASE_URL', 'postgresql://nobody@127.0.0.1:1/none')
}
