import { describe, expect, it } from 'vitest'
import { readBoundedBody } from './read-bounded-body.ts'
import { BODY_BYTES_MAX } from './request-rules.ts'

const PIECE_BYTES = 1024

/** A body of so many pieces, and how many of them were taken. */
function bodyOf(pieceCount: number): { request: Request; taken: () => number } {
  let pieces = 0
  const body = new ReadableStream({
    pull(controller) {
      if (pieces === pieceCount) return controller.close()
      pieces += 1
      controller.enqueue(new Uint8Array(PIECE_BYTES))
    },
  })
  return { request: new Request('http://localhost/', { method: 'POST', body, ...{ duplex: 'half' } }), taken: () => pieces }
}

describe('the body of a request', () => {
  it('is read up to the bound', async () => {
    expect((await readBoundedBody(bodyOf(4).request, 4 * PIECE_BYTES))?.byteLength).toBe(4 * PIECE_BYTES)
  })

  it('is empty when there is none', async () => {
    expect((await readBoundedBody(new Request('http://localhost/'), 10))?.byteLength).toBe(0)
  })

  it('is read to its end when it is too large, so that the connection can be used again', async () => {
    const { request, taken } = bodyOf(100)
    expect(await readBoundedBody(request, 4 * PIECE_BYTES)).toBeNull()
    expect(taken()).toBe(100)
  })

  it('is left when it goes on for longer than any request that is let in', async () => {
    const { request, taken } = bodyOf(Number.POSITIVE_INFINITY)
    expect(await readBoundedBody(request, 4 * PIECE_BYTES)).toBeNull()
    expect(taken() * PIECE_BYTES).toBeLessThan(2 * BODY_BYTES_MAX)
  })
})
