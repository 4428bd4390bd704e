import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const empty = fileURLToPath(import.meta.resolve('server-only').replace(/index\.js$/, 'empty.js'))

export default defineConfig({
  resolve: { alias: { 'server-only': empty } },
  test: {
    testTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: { name: 'site', globalSetup: ['prisma/test-database.ts'], include: ['{app,components,lib,prisma,scripts}/**/*.test.{ts,tsx}'] },
      },
      { extends: true, test: { name: 'browser', include: ['browser/**/*.test.ts'] } },
      { extends: true, test: { name: 'runner', include: ['runner/src/**/*.test.ts'] } },
      { extends: true, test: { name: 'attacks', include: ['runner/attacks/**/*.test.ts'] } },
    ],
  },
})
