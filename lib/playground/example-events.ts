import type { CheckEvent, EndEvent, ExchangeEvent, LogEvent } from '@crumbtrail/runner/contract'

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')

/** An end for tests: a finished run, with what the test is about laid over it. */
export function exampleEnd(over: Partial<EndEvent> = {}): EndEvent {
  return {
    type: 'end',
    outcome: 'finished',
    exitCode: null,
    signal: null,
    site: null,
    limit: null,
    used: { wallMs: 120, queueMs: 0, cpuMs: null, memoryPeakBytes: null, outputBytes: 0 },
    portsFound: [],
    degraded: [],
    ...over,
  }
}

/** A check for tests, with a hint when it failed. */
export function exampleCheck(id: string, passed: boolean, over: Partial<CheckEvent> = {}): CheckEvent {
  return { type: 'check', id, title: `It does ${id}`, passed, hint: passed ? null : `Look at ${id}`, stepId: null, ...over }
}

/** A log event for tests. */
export function exampleLog(seq: number, text: string, over: Partial<LogEvent> = {}): LogEvent {
  return { type: 'log', stream: 'stdout', site: null, seq, at: seq * 10, text, ...over }
}

/** An exchange for tests, from the text of both messages; `response` null for one that failed. */
export function exampleExchange(stepId: string, requestText: string, response: string | null, over: Partial<ExchangeEvent> = {}): ExchangeEvent {
  const [startLine = ''] = requestText.split('\r\n')
  const [method = '', path = ''] = startLine.split(' ')
  const bodyOffset = response === null ? 0 : response.indexOf('\r\n\r\n') + 4
  const [statusLine = '', ...lines] = (response ?? '').slice(0, Math.max(0, bodyOffset - 4)).split('\r\n')
  return {
    type: 'exchange',
    stepId,
    browser: null,
    site: 'shop.test',
    at: 5,
    durationMs: 3,
    request: { raw: base64(requestText), bytes: requestText.length, cut: false, method, url: `http://shop.test${path}` },
    response:
      response === null
        ? null
        : {
            raw: base64(response),
            bytes: response.length,
            cut: false,
            status: Number(statusLine.split(' ')[1]),
            reason: statusLine.split(' ').slice(2).join(' '),
            headers: lines.map((line) => [line.split(': ')[0] ?? '', line.split(': ')[1] ?? '']),
            bodyOffset,
            body: base64(response.slice(bodyOffset)),
          },
    failure: null,
    partial: null,
    decisions: [],
    ...over,
  }
}
