import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const empty = fileURLToPath(import.meta.resolve('server-only').replace(/index\.js$/, 'empty.js'))

export default defineConfig({
  resolve: { alias: { 'server-only': empty } },
  test: {
    include: ['{app,components,lib,prisma,scripts}/**/*.test.{ts,tsx}'],
    testTimeout: 20_000,
  },
})
