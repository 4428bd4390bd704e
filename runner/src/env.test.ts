import { describe, expect, it } from 'vitest'
import { parseEnv } from './env.ts'

const SECRET = 'not-a-secret-0123456789-0123456789'

describe('the settings', () => {
  it('need a secret alone', () => {
    expect(parseEnv({ RUNNER_SECRET: SECRET })).toMatchObject({ DEPLOYMENT: 'local', RUNNER_PORT: 3100, LOG_LEVEL: 'info' })
  })

  // The levels of the site, which hands its own to the runner.
  it.each(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])('take the log level %s', (LOG_LEVEL) => {
    expect(parseEnv({ RUNNER_SECRET: SECRET, LOG_LEVEL })).toMatchObject({ LOG_LEVEL })
  })

  it('list every fault by name, and no value', () => {
    const wrong = { RUNNER_SECRET: 'too-short-to-tell', RUNNER_PORT: '70000', DEPLOYMENT: 'moon', LOG_LEVEL: 'shout', RUNNER_ALLOW_NO_CGROUP: 'yes' }
    const message = (() => {
      try {
        parseEnv(wrong)
      } catch (error) {
        return (error as Error).message
      }
      return ''
    })()
    for (const [name, value] of Object.entries(wrong)) {
      expect(message).toContain(`${name}: expected`)
      expect(message).not.toContain(value)
    }
  })

  it('take an empty value as none', () => {
    expect(() => parseEnv({ RUNNER_SECRET: '' })).toThrow('RUNNER_SECRET: expected a secret')
    expect(parseEnv({ RUNNER_SECRET: SECRET, RUNNER_PORT: '' }).RUNNER_PORT).toBe(3100)
  })
})
