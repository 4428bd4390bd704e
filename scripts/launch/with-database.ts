import { prepareEmbeddedPostgres, runningPostgresUrl } from './embedded-postgres.ts'
import { findInstance, takeInstanceLock } from './instance-lock.ts'
import { placeThings } from './placement.ts'
import { Trouble } from './progress.ts'
import { readSettings } from './settings.ts'
import { supervise } from './supervise.ts'

/** Runs a command against the configured database: DATABASE_URL, else the embedded one, started for as long as it takes unless it is up. */
export async function withDatabase(work: (url: string) => Promise<void>): Promise<void> {
  try {
    const settings = readSettings()
    if (settings.DATABASE_URL) return await work(settings.DATABASE_URL)
    const placement = placeThings(settings.DATA_DIR)
    if (findInstance(settings.DATA_DIR) !== null) return await work(runningPostgresUrl(placement))
    const lock = takeInstanceLock(settings.DATA_DIR)
    const postgres = await prepareEmbeddedPostgres(placement)
    const server = await supervise('The database', postgres.start, { killSignal: 'SIGQUIT' })
    try {
      await work(postgres.url)
    } finally {
      await server.stop(10_000)
      lock.release()
    }
  } catch (error) {
    console.error(error instanceof Trouble ? `\n${error.message}\n` : error)
    process.exitCode = 1
  }
}
