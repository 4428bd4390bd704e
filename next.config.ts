import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are checked by `npm run check`; TypeScript 7 has no in-process API for the build to use.
  typescript: { ignoreBuildErrors: true },
  // The launcher builds tests and the site apart, so that neither overwrites the other.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
}

export default config
