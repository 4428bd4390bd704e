const startedAt = Date.now()

/** One line of progress with the seconds since we began. */
export function say(text) {
  console.log(`[${((Date.now() - startedAt) / 1000).toFixed(1).padStart(6)} s] ${text}`)
}

/** Ends everything with one clear message. */
export function stop(text) {
  console.error(`\n${text}\n`)
  process.exit(1)
}
