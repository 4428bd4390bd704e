import 'server-only'
import { env } from '#lib/env.ts'

/** next-auth takes the site's own address from this variable alone; without it, it would believe a Host header. */
export function tellNextAuthItsAddress(): void {
  process.env.NEXTAUTH_URL = env().SITE_URL
}
