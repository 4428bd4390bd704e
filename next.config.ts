import type { NextConfig } from 'next'

// Tests and benches build into folders of their own (.next-e2e, .next-bench), so that nothing overwrites the site that runs.
const distDir = process.env.NEXT_DIST_DIR

const config: NextConfig = {
  poweredByHeader: false,
  // The site's entry compresses, with Brotli where a browser takes it.
  compress: false,
  reactStrictMode: true,
  // Types are checked by `npm run check`; TypeScript 7 has no in-process API for the build to use.
  typescript: { ignoreBuildErrors: true, tsconfigPath: distDir ? 'tsconfig.build.json' : 'tsconfig.json' },
  distDir: distDir || '.next',
  turbopack: {
    rules: { '**/monaco-editor/esm/vs/internal/common/workers.js': { loaders: ['./scripts/launch/without-side-imports.cjs'] } },
  },
  // The framework would otherwise write files for coding assistants into the project.
  agentRules: false,
}

export default config
