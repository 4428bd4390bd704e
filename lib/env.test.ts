import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseEnv, parseSettings, SettingsSchema } from './env-schema.ts'

const secret = 'x'.repeat(32)
const hosted = {
  DEPLOYMENT: 'hosted',
  SITE_URL: 'https://learn.example.org',
  DATABASE_URL: 'postgresql://app@db/app',
  SMTP_URL: 'smtp://mail.example.org',
  MAIL_FROM: 'Crumbtrail <no-reply@example.org>',
  AUTH_SECRET: secret,
  RUNNER_SECRET: secret,
}
const namesOf = (given: Record<string, string>) => {
  const parsed = parseSettings(given)
  return parsed.ok ? [] : parsed.faults.map((fault) => fault.name)
}

describe('settings', () => {
  it('need nothing in local', () => {
    const parsed = parseSettings({})
    expect(parsed.ok && parsed.value).toMatchObject({
      DEPLOYMENT: 'local',
      PORT: 3000,
      SITE_URL: 'http://localhost:3000',
      RUNNER_URL: 'http://127.0.0.1:3100',
      LEARNING_RUNNER_ENABLED: true,
      TRUSTED_PROXIES: [],
    })
  })

  it('derive the addresses from the ports', () => {
    const parsed = parseSettings({ PORT: '8080', RUNNER_PORT: '8081' })
    expect(parsed.ok && [parsed.value.SITE_URL, parsed.value.RUNNER_URL]).toEqual(['http://localhost:8080', 'http://127.0.0.1:8081'])
  })

  it('accept a whole hosted set', () => expect(namesOf(hosted)).toEqual([]))

  it('assume nothing when hosted', () => {
    expect(namesOf({ DEPLOYMENT: 'hosted' }).sort()).toEqual(['AUTH_SECRET', 'DATABASE_URL', 'MAIL_FROM', 'RUNNER_SECRET', 'SITE_URL', 'SMTP_URL'])
  })

  it('treat an empty value as none', () => expect(namesOf({ PORT: '', SMTP_URL: ' ', LOG_LEVEL: '' })).toEqual([]))

  it('report field faults and faults between fields together', () => {
    expect(namesOf({ PORT: 'x', LOG_LEVEL: 'loud', GITHUB_CLIENT_ID: 'id' }).sort()).toEqual(['GITHUB_CLIENT_SECRET', 'LOG_LEVEL', 'PORT'])
  })

  it.each([
    [{ PORT: '0' }, 'PORT'],
    [{ PORT: '65536' }, 'PORT'],
    [{ PORT: '3.5' }, 'PORT'],
    [{ PORT: '0x10' }, 'PORT'],
    [{ PORT: '1e3' }, 'PORT'],
    [{ PORT: '3100' }, 'RUNNER_PORT'],
    [{ PORT: '03100' }, 'RUNNER_PORT'],
    [{ RUNNER_ALLOW_NO_CGROUP: 'yes' }, 'RUNNER_ALLOW_NO_CGROUP'],
    [{ OIDC_ISSUER: 'http://id.example.org', OIDC_CLIENT_ID: 'id', OIDC_CLIENT_SECRET: 's' }, 'OIDC_ISSUER'],
    [{ SITE_URL: 'learn.example.org' }, 'SITE_URL'],
    [{ SITE_URL: 'https://learn.example.org/path' }, 'SITE_URL'],
    [{ SITE_URL: 'ftp://learn.example.org' }, 'SITE_URL'],
    [{ ...hosted, SITE_URL: 'http://learn.example.org' }, 'SITE_URL'],
    [{ TRUSTED_PROXIES: '10.0.0.0/33' }, 'TRUSTED_PROXIES'],
    [{ TRUSTED_PROXIES: 'proxy.local' }, 'TRUSTED_PROXIES'],
    [{ DATABASE_URL: 'mysql://x', AUTH_SECRET: secret }, 'DATABASE_URL'],
    [{ DATABASE_URL: 'postgresql://app@db/app' }, 'AUTH_SECRET'],
    [{ RUNNER_URL: 'http://runner:3100' }, 'RUNNER_SECRET'],
    [{ AUTH_SECRET: 'short' }, 'AUTH_SECRET'],
    [{ SMTP_URL: 'smtp://mail' }, 'MAIL_FROM'],
    [{ LEARNING_RUNNER_ENABLED: 'yes' }, 'LEARNING_RUNNER_ENABLED'],
    [{ OIDC_ISSUER: 'https://id.example.org', OIDC_CLIENT_ID: 'id' }, 'OIDC_CLIENT_SECRET'],
  ])('refuse %o by the name %s', (given, name) => expect(namesOf(given)).toEqual([name]))

  it('accept addresses and ranges of proxies', () => {
    const parsed = parseSettings({ TRUSTED_PROXIES: '10.0.0.0/8, ::1' })
    expect(parsed.ok && parsed.value.TRUSTED_PROXIES).toEqual(['10.0.0.0/8', '::1'])
  })

  it('never repeat a value in a fault', () => {
    const parsed = parseSettings({
      AUTH_SECRET: 'hunter2',
      DATABASE_URL: 'mysql://hunter2',
      PORT: 'hunter2',
      SITE_URL: 'hunter2',
      LOG_LEVEL: 'hunter2',
    })
    expect(parsed.ok).toBe(false)
    expect(JSON.stringify(parsed)).not.toContain('hunter2')
  })

  it('of the running site name what the launcher did not supply', () => {
    const parsed = parseEnv({})
    expect(parsed.ok ? [] : parsed.faults.map((fault) => fault.name)).toEqual(['DATABASE_URL', 'RUNNER_SECRET', 'AUTH_SECRET'])
  })

  it('are the same in .env.example, with their defaults', () => {
    const lines = readFileSync('.env.example', 'utf8').split('\n')
    const listed = lines.flatMap((line) => {
      const found = /^#?([A-Z_]+)=(.*)$/.exec(line)
      return found ? [[found[1] ?? '', found[2] ?? ''] as const] : []
    })
    expect(listed.map(([name]) => name)).toEqual(Object.keys(SettingsSchema.shape))
    const parsed = parseSettings(Object.fromEntries(listed))
    expect(parsed).toEqual(parseSettings({}))
  })
})
