const kept = globalThis as typeof globalThis & { crumbtrailMailWake?: () => void }

/** Tells the mail worker of this process, if it has one, that something may be due now. Shared by all code of the process, however bundled. */
export function wakeMailWorker(): void {
  kept.crumbtrailMailWake?.()
}

export function onMailWake(wake: (() => void) | undefined): void {
  if (wake) kept.crumbtrailMailWake = wake
  else delete kept.crumbtrailMailWake
}
