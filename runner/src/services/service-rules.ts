/** The services that a job may ask for, and what a run has with each. */
export type ServiceName = 'redis'

export interface ServiceFacts {
  /** Where it listens on the loopback of the run's network. */
  port: number
  /** Its unix socket's name in `SOCKET_FOLDER`. */
  socket: string
  /** What every program of the run finds in its environment. */
  env: Record<string, string>
  /** Packages that are loaded before the program starts; other runs can import them too, cold. */
  packages: readonly string[]
  /** How to have it on a machine that lacks it. */
  fix: string
}

/** Where programs find the unix sockets of services, and can make no file. */
export const SOCKET_FOLDER = '/sockets'

export const SERVICES: Readonly<Record<ServiceName, ServiceFacts>> = {
  redis: {
    port: 6379,
    socket: 'redis.sock',
    env: { REDIS_URL: 'redis://127.0.0.1:6379', REDIS_SOCKET: `${SOCKET_FOLDER}/redis.sock` },
    packages: ['redis', 'connect-redis'],
    fix: 'apt-get install redis-tools (or redis-server), make the root anew with node runner/scripts/build-root.ts <folder>, and start the runner again',
  },
}

/** Of a job, as much as services need. */
export interface ServicesAsked {
  services: readonly ServiceName[]
}

/** What the programs of such a run find in their environment, besides their own. */
export const serviceEnvironment = ({ services }: ServicesAsked): Record<string, string> =>
  Object.assign({}, ...services.map((name) => SERVICES[name].env)) as Record<string, string>

export const servicePackages = ({ services }: ServicesAsked): string[] => services.flatMap((name) => SERVICES[name].packages)

/** Whether something that listens there is a service of the run, not a program's. */
export const isServicePort = ({ services }: ServicesAsked, port: number): boolean => services.some((name) => SERVICES[name].port === port)

/** The refusal of a job that asks for a service which is not installed here; null when all are. */
export interface MissingService {
  field: string
  message: string
  missing: string[]
  fix: string
}
export function findMissingService({ services }: ServicesAsked, installed: readonly ServiceName[]): MissingService | null {
  const index = services.findIndex((name) => !installed.includes(name))
  const name = services[index]
  if (!name) return null
  return { field: `services.${index}`, message: `the service ${name} is not installed on this machine`, missing: [name], fix: SERVICES[name].fix }
}
