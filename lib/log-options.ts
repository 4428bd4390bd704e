import type { LoggerOptions } from 'pino'

const SECRET_NAMES = ['authorization', 'cookie', 'set-cookie', 'password', 'token', 'secret', 'sessionToken', 'receipt', 'answer', 'answers', 'email']

/** How every log of the site is written: JSON lines, levels by name, time as ISO 8601, and nothing secret even by mistake. */
export function logOptions(level: string): LoggerOptions {
  return {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: SECRET_NAMES.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`, `*.*.*["${name}"]`]),
      censor: '[redacted]',
    },
  }
}
