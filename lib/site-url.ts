/**
 * The absolute address of a path of this site, from SITE_URL (the launcher gives it to the build as well, so that
 * canonical links of static pages are right); `http://localhost:PORT` when it is not set.
 */
export function siteUrl(path = '/'): string {
  return new URL(path, process.env.SITE_URL || `http://localhost:${process.env.PORT || 3000}`).href
}
