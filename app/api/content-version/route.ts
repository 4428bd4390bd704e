import { contentSignature } from '#lib/lessons/content-signature.ts'

export const dynamic = 'force-dynamic'

/** For pages whose content is read live: what content/ is now. Otherwise there is nothing here. */
export async function GET(): Promise<Response> {
  const signature = await contentSignature()
  if (signature === null) return new Response('Content is not read live here.', { status: 404 })
  return new Response(signature, { headers: { 'Cache-Control': 'no-store', 'Content-Type': 'text/plain; charset=utf-8' } })
}
