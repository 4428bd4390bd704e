import { isIP } from 'node:net'
import { z } from 'zod'

/** One setting that is missing or wrong. Names and expectations only: a value may be a secret. */
export type SettingFault = { name: string; expected: string }

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const SECRET_LENGTH_MIN = 32

const portExpected = 'expected a whole number from 1 to 65535'
const PortSchema = z
  .string()
  .regex(/^\d{1,5}$/, portExpected)
  .transform(Number)
  .pipe(z.int().min(1, portExpected).max(65535, portExpected))

const SecretSchema = z
  .string()
  .min(SECRET_LENGTH_MIN, `expected at least ${SECRET_LENGTH_MIN} characters, such as the output of "openssl rand -hex 32"`)

const NonEmptySchema = z.string().min(1)

function urlOf(schemes: readonly string[], expected: string, check: (url: URL) => boolean = () => true) {
  return z.string().refine((text) => {
    const url = URL.parse(text)
    return url !== null && schemes.includes(url.protocol) && url.hostname !== '' && check(url)
  }, expected)
}

const originExpected = 'expected an address without path, such as https://learn.example.org'
const OriginSchema = urlOf(
  ['http:', 'https:'],
  originExpected,
  (url) => url.username === '' && url.pathname === '/' && url.search === '' && url.hash === '',
).transform((text) => new URL(text).origin)

const BooleanSchema = z.enum(['true', 'false', '1', '0'], 'expected true or false').transform((text) => text === 'true' || text === '1')

function isAddressRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

const AddressRangesSchema = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
  .refine((ranges) => ranges.every(isAddressRange), 'expected IP addresses or ranges with commas between, such as 10.0.0.0/8,::1')

/** Every setting, as an operator writes it. An empty value is the same as none. Descriptions are for operators. */
export const SettingsSchema = z.object({
  DEPLOYMENT: z
    .enum(['local', 'hosted'], 'expected local or hosted')
    .default('local')
    .describe('local: embedded data, loopback, mails as files, a sandbox with missing layers is allowed and shown. hosted: nothing is assumed.'),
  PORT: PortSchema.default(3000).describe('Port of the site.'),
  SITE_URL: OriginSchema.optional().describe(
    'The one address of the site, http://localhost:PORT by default; another host name is redirected to it. Required when hosted.',
  ),
  TRUSTED_PROXIES: AddressRangesSchema.default([]).describe('Addresses or ranges of the proxies whose X-Forwarded headers are believed.'),
  DATABASE_URL: urlOf(['postgres:', 'postgresql:'], 'expected a postgresql:// address')
    .optional()
    .describe('PostgreSQL 15 or newer. Unset: an embedded one, under DATA_DIR. Required when hosted.'),
  DATA_DIR: NonEmptySchema.default('.data').describe('Folder of everything that is kept, relative to the project.'),
  LEARNING_RUNNER_ENABLED: BooleanSchema.default(true).describe("Whether learners' code is run at all."),
  RUNNER_URL: OriginSchema.optional().describe('Address of a runner elsewhere; unset: one is started on RUNNER_PORT.'),
  RUNNER_PORT: PortSchema.default(3100).describe('Port of the runner, on loopback.'),
  RUNNER_SECRET: SecretSchema.optional().describe('Shared by site and runner. Generated once when unset; required when hosted or with RUNNER_URL.'),
  RUNNER_ALLOW_NO_CGROUP: z
    .enum(['0', '1'], 'expected 0 or 1')
    .default('0')
    .describe('1 lets a hosted runner run without memory and task limits of cgroups.'),
  AUTH_SECRET: SecretSchema.optional().describe('Signs receipts and sessions. Generated once for the embedded database; required otherwise.'),
  SMTP_URL: urlOf(['smtp:', 'smtps:'], 'expected an smtp:// or smtps:// address')
    .optional()
    .describe('Mail server. Unset in local: mails are files under DATA_DIR, shown at /mailbox. Required when hosted.'),
  MAIL_FROM: NonEmptySchema.regex(/^[^\r\n]*@[^\r\n]*$/, 'expected a mail address')
    .optional()
    .describe('Sender of mails. Required with SMTP_URL and when hosted.'),
  GITHUB_CLIENT_ID: NonEmptySchema.optional().describe('Sign-in with GitHub: id.'),
  GITHUB_CLIENT_SECRET: NonEmptySchema.optional().describe('Sign-in with GitHub: secret.'),
  OIDC_ISSUER: urlOf(['https:', 'http:'], 'expected an https:// address (http:// on this machine)', isSecure)
    .optional()
    .describe('Sign-in with OpenID Connect: issuer.'),
  OIDC_CLIENT_ID: NonEmptySchema.optional().describe('Sign-in with OpenID Connect: id.'),
  OIDC_CLIENT_SECRET: NonEmptySchema.optional().describe('Sign-in with OpenID Connect: secret.'),
  LOG_LEVEL: z
    .enum(LOG_LEVELS, `expected one of ${LOG_LEVELS.join(', ')}`)
    .default('info')
    .describe('How much is logged.'),
})

export type SettingName = keyof z.input<typeof SettingsSchema>

/** Settings with every default in place; what is still absent is generated or started by the launcher. */
export type Settings = z.output<typeof SettingsSchema> & { SITE_URL: string; RUNNER_URL: string }

/** Settings of the running site: the launcher has supplied what was absent. */
export type Env = Settings & { DATABASE_URL: string; RUNNER_SECRET: string; AUTH_SECRET: string }

export type RawSettings = Readonly<Record<string, string | undefined>>

type Parsed<Value> = { ok: true; value: Value } | { ok: false; faults: SettingFault[] }

const PROVIDERS: readonly (readonly SettingName[])[] = [
  ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET'],
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
]

/** Settings as an operator gave them, or every fault at once (fields first, then what they owe each other). */
export function parseSettings(given: RawSettings): Parsed<Settings> {
  const raw = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value.trim() !== ''))
  const parsed = SettingsSchema.safeParse(raw)
  const faults = [...(parsed.error?.issues ?? []).map((issue) => ({ name: String(issue.path[0]), expected: issue.message })), ...faultsBetween(raw)]
  if (!parsed.success || faults.length > 0) return { ok: false, faults }
  const { PORT, RUNNER_PORT } = parsed.data
  return {
    ok: true,
    value: {
      ...parsed.data,
      SITE_URL: parsed.data.SITE_URL ?? `http://localhost:${PORT}`,
      RUNNER_URL: parsed.data.RUNNER_URL ?? `http://127.0.0.1:${RUNNER_PORT}`,
    },
  }
}

/** Settings of the running site: the same rules, and nothing absent that the launcher supplies. */
export function parseEnv(given: RawSettings): Parsed<Env> {
  const parsed = parseSettings(given)
  if (!parsed.ok) return parsed
  const { DATABASE_URL, RUNNER_SECRET, AUTH_SECRET } = parsed.value
  if (DATABASE_URL && RUNNER_SECRET && AUTH_SECRET) return { ok: true, value: { ...parsed.value, DATABASE_URL, RUNNER_SECRET, AUTH_SECRET } }
  const absent = Object.entries({ DATABASE_URL, RUNNER_SECRET, AUTH_SECRET }).filter(([, value]) => !value)
  return { ok: false, faults: absent.map(([name]) => ({ name, expected: 'expected a value; "npm start" supplies it' })) }
}

/** One line for each fault, for the log or the terminal. */
export function describeFaults(faults: readonly SettingFault[]): string {
  return faults.map((fault) => `${fault.name}: ${fault.expected}`).join('\n')
}

function faultsBetween(raw: RawSettings): SettingFault[] {
  const faults: SettingFault[] = []
  const demand = (name: SettingName, when: boolean, reason: string) => {
    if (when && !raw[name]) faults.push({ name, expected: `expected a value, because ${reason}` })
  }
  const hosted = raw.DEPLOYMENT === 'hosted'
  for (const name of ['SITE_URL', 'DATABASE_URL', 'SMTP_URL'] as const) demand(name, hosted, 'DEPLOYMENT is hosted')
  demand('AUTH_SECRET', hosted || Boolean(raw.DATABASE_URL), hosted ? 'DEPLOYMENT is hosted' : 'DATABASE_URL is set')
  demand('RUNNER_SECRET', hosted || Boolean(raw.RUNNER_URL), hosted ? 'DEPLOYMENT is hosted' : 'RUNNER_URL is set')
  demand('MAIL_FROM', hosted || Boolean(raw.SMTP_URL), hosted ? 'DEPLOYMENT is hosted' : 'SMTP_URL is set')
  for (const names of PROVIDERS) {
    const given = names.find((name) => raw[name])
    for (const name of names) if (given) demand(name, true, `${given} is set`)
  }
  const site = URL.parse(raw.SITE_URL ?? '')
  if (hosted && site?.protocol === 'http:' && !isSecure(site))
    faults.push({ name: 'SITE_URL', expected: 'expected https, because DEPLOYMENT is hosted' })
  if (Number(raw.PORT ?? 3000) === Number(raw.RUNNER_PORT ?? 3100)) faults.push({ name: 'RUNNER_PORT', expected: 'expected another port than PORT' })
  return faults
}

/** Encrypted, or never on a wire. */
function isSecure({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
}
