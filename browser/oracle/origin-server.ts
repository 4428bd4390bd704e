import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import type { Header, ScriptedResponse } from './scenario.ts'
import { makeThrowawayCertificate } from './throwaway-certificate.ts'

/** One request as it was on the wire; header values are byte strings, names as sent. */
export type WireRequest = { secure: boolean; method: string; target: string; headers: Header[]; body: string; at: number }

export type Answerer = (request: WireRequest) => ScriptedResponse | null

/** The ports that scenarios name, each mapped by the browser's resolver rules to a listening port of ours. */
export const HTTP_PORTS = [80, 8080] as const
export const HTTPS_PORTS = [443, 8443] as const

export type OriginServer = { resolverRules: string; answerWith: (answerer: Answerer) => void; close: () => Promise<void> }

/**
 * All hosts of all scenarios: four listeners on loopback that read requests raw and write responses raw, because an HTTP
 * library would refuse the very bytes that are to be tried. A null answer closes the connection. `hostPatterns` are those of the
 * browser's resolver rules, such as `*.test`.
 */
export async function startOriginServer(hostPatterns: readonly string[]): Promise<OriginServer> {
  let answerer: Answerer = () => null
  const sockets = new Set<Socket>()
  const serve = (secure: boolean) => (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.setNoDelay(true)
    let pending = ''
    socket.setEncoding('latin1').on('data', (text: string) => {
      pending += text
      for (let message = takeMessage(pending); message; message = takeMessage(pending)) {
        pending = pending.slice(message.length)
        const answer = answerer({ secure, ...message.request, at: Date.now() })
        if (!answer) return socket.destroy()
        socket.write(responseBytes(answer, message.request.method), 'latin1')
      }
    })
  }
  const certificate = makeThrowawayCertificate(new Date())
  const listeners: Array<readonly [number, Server]> = [
    ...HTTP_PORTS.map((port) => [port, createServer(serve(false))] as const),
    ...HTTPS_PORTS.map((port) => [port, createTlsServer(certificate, serve(true))] as const),
  ]
  const rules: string[] = []
  for (const [port, server] of listeners) {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(0, '127.0.0.1', resolve)
    })
    const { port: listening } = server.address() as AddressInfo
    for (const pattern of hostPatterns) rules.push(`MAP ${pattern}:${port} 127.0.0.1:${listening}`)
  }
  // Nothing else exists: neither the hosts that the browser itself would ask, nor a port that nobody serves.
  rules.push('MAP * ~NOTFOUND')
  return {
    resolverRules: rules.join(', '),
    answerWith: (next) => {
      answerer = next
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await Promise.all(listeners.map(([, server]) => new Promise((resolve) => server.close(resolve))))
    },
  }
}

function takeMessage(text: string) {
  const headEnd = text.indexOf('\r\n\r\n')
  if (headEnd < 0) return null
  const [requestLine = '', ...lines] = text.slice(0, headEnd).split('\r\n')
  const [method = '', target = ''] = requestLine.split(' ')
  const headers = lines.map((line): Header => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon), line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '')]
  })
  const bodyLength = Number(headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1] ?? 0)
  const length = headEnd + 4 + bodyLength
  if (text.length < length) return null
  return { length, request: { method, target, headers, body: text.slice(headEnd + 4, length) } }
}

function responseBytes({ status, headers, body }: ScriptedResponse, method: string): string {
  const hasBody = status !== 204 && status !== 304
  const lines = [`HTTP/1.1 ${status} Scripted`, ...headers.map(([name, value]) => `${name}: ${value}`)]
  if (hasBody) lines.push(`Content-Length: ${body.length}`)
  return `${lines.join('\r\n')}\r\n\r\n${hasBody && method !== 'HEAD' ? body : ''}`
}
