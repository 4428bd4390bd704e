import { ROOT_PATHS } from '../sandbox/prepared-root.ts'
import { REDIS_DATABASES } from './redis-questions.ts'
import { SERVICES, SOCKET_FOLDER } from './service-rules.ts'

/**
 * How a run's Redis is started: in memory alone, for who is in the run's network or finds its socket. Below the run's own bound of memory, so that a program
 * that fills it is told so by Redis. Commands that load code or stop the server for a test are off, as they are by default.
 */
const OPTIONS: Readonly<Record<string, string>> = {
  port: String(SERVICES.redis.port),
  bind: '127.0.0.1',
  unixsocket: `${SOCKET_FOLDER}/${SERVICES.redis.socket}`,
  save: '',
  appendonly: 'no',
  databases: String(REDIS_DATABASES),
  maxmemory: '64mb',
  maxclients: '100',
  'jemalloc-bg-thread': 'no',
  'enable-debug-command': 'no',
  'enable-module-command': 'no',
  'enable-protected-configs': 'no',
  // A program can make it say anything, for ever: nobody listens.
  logfile: '/dev/null',
  // On arm64 it would start a process to find a fault of the kernel that matters only to what is saved.
  'ignore-warnings': 'ARM64-COW-BUG',
}

export const REDIS_COMMAND: readonly string[] = [ROOT_PATHS.redis, ...Object.entries(OPTIONS).flatMap(([name, value]) => [`--${name}`, value])]
