const kept = globalThis as typeof globalThis & { crumbtrailIsShuttingDown?: boolean }

/** Said once by the site's entry; from then on the site is not ready. Shared by all code of this process, however it was bundled. */
export function beginShutdown(): void {
  kept.crumbtrailIsShuttingDown = true
}

export function isShuttingDown(): boolean {
  return kept.crumbtrailIsShuttingDown === true
}
