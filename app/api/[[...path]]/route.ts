/** Whatever the interface does not have: said in its own form and not as a page. HEAD is answered by GET. */
export function GET(): Response {
  return Response.json(
    { error: { code: 'not-found', message: 'there is nothing at this address of the interface', field: 'path' } },
    { status: 404, headers: { 'cache-control': 'no-store' } },
  )
}

export { GET as DELETE, GET as OPTIONS, GET as PATCH, GET as POST, GET as PUT }
