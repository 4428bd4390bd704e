import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const PORT = 3210
/** Ends what the other journeys need; so it comes last. Alone: `npm run e2e -- runner-killed --no-deps`. */
const DISTURBING = 'runner-killed.spec.ts'
/** A site that runs already (started with the same TRUSTED_PROXIES), for work on the journeys themselves. */
const runningSite = process.env.E2E_BASE_URL

/** Journeys run against the whole product as `npm start` brings it up, in a data folder and a build of their own. */
export default defineConfig({
  testDir: 'e2e',
  projects: [
    { name: 'journeys', testMatch: '*.spec.ts', testIgnore: DISTURBING },
    { name: 'journeys that disturb others', testMatch: DISTURBING, dependencies: ['journeys'] },
  ],
  outputDir: 'test-results',
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // No promise of speed: a machine that does something else besides must not fail a journey.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // Where nobody watches, only what failed is worth a line.
  reporter: [[process.stdout.isTTY ? 'list' : 'dot']],
  use: {
    baseURL: runningSite ?? `http://localhost:${PORT}`,
    // Actions and network alone: the page as it was is in error-context.md, and pictures of every step would take a sixth of the time.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false },
    launchOptions: {
      ...(existsSync(chromiumPath) ? { executablePath: chromiumPath } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  ...(runningSite
    ? {}
    : {
        webServer: {
          command: 'node scripts/bootstrap.mjs start',
          url: `http://localhost:${PORT}/api/health/ready`,
          env: {
            PORT: String(PORT),
            RUNNER_PORT: '3211',
            DATA_DIR: '.data/e2e',
            NEXT_DIST_DIR: '.next-e2e',
            SITE_URL: `http://localhost:${PORT}`,
            // The journeys about it run the provider themselves.
            OIDC_ISSUER: 'http://127.0.0.1:3212',
            OIDC_CLIENT_ID: 'crumbtrail',
            OIDC_CLIENT_SECRET: 'only-for-tests-0123456789',
            // The journeys' browsers stand behind a proxy, so that each has an address and limits of its own.
            TRUSTED_PROXIES: '127.0.0.1,::1',
          },
          stdout: 'pipe',
          timeout: 600_000,
          gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
        },
      }),
})
