import { moveTokenIntoCookie } from '#lib/accounts/sessions/link-cookie.ts'

/** The link of a sign-up's mail. Opening it changes nothing: the token goes out of the address, and a page asks for the password. */
export function GET(request: Request): Response {
  return moveTokenIntoCookie(request, '/sign-up/confirm')
}
