// `npm run build`: the content is checked and the site built, unless that build is there already.
import { buildSite } from './launch/build-site.ts'
import { Trouble } from './launch/progress.ts'
import { readSettings } from './launch/settings.ts'

try {
  await buildSite(readSettings().SITE_URL)
} catch (error) {
  console.error(error instanceof Trouble ? `\n${error.message}\n` : error)
  process.exit(1)
}
