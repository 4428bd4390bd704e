import 'server-only'
import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { passwordForHashing } from './password-rules.ts'

/** Of 0 to 4. Three means more than 10^8 guesses, which the limits on signing in and a slow hash put out of reach. */
const SCORE_MIN = 3
/** Estimating takes time that grows with the square of the length (60 ms here); what is strong so far is not made weak by more. */
const ESTIMATED_LENGTH = 64
/** Ways to undo "l33t" spelling that are tried; the default of 100 takes seven times as long and finds nothing more here. */
const SPELLINGS_MAX = 10
const SITE_WORDS = ['crumbtrail', 'cookie', 'cookies', 'session', 'sessions', 'learn']

/**
 * Why this password would be guessed soon, in words for its owner; null when it would not. It is compared with lists of common
 * passwords, names and words, and with what a stranger knows: the words of this person (name, address) and of this site.
 * Source: OWASP ASVS 5.0, 6.2.4, 6.2.11; NIST SP 800-63B-4, 3.1.1.2 (a blocklist, and the reason is told).
 */
export async function findPasswordWeakness(password: string, ownWords: readonly string[]): Promise<string | null> {
  const estimator = await loadEstimator()
  const beginning = [...passwordForHashing(password)].slice(0, ESTIMATED_LENGTH).join('')
  const { score, feedback } = estimator.check(beginning, [...SITE_WORDS, ...ownWords.flatMap(wordsOf)])
  if (score >= SCORE_MIN) return null
  return feedback.warning || 'It can be guessed in a few tries.'
}

/** "Ada.Lovelace@example.org" as a guesser would take it apart: whole, at its ends, and by words. */
function wordsOf(text: string): string[] {
  const whole = text.toLowerCase()
  return [whole, ...whole.split('@'), ...whole.split(/[^\p{L}\p{N}]+/u)].filter((word) => word.length > 2)
}

let estimator: Promise<ZxcvbnFactory> | undefined

/** The word lists take 40 MB and 200 ms, so they are loaded when the first password is chosen. */
function loadEstimator(): Promise<ZxcvbnFactory> {
  estimator ??= Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common'), import('@zxcvbn-ts/language-en')]).then(
    ([{ ZxcvbnFactory }, common, english]) =>
      new ZxcvbnFactory({
        dictionary: { ...common.dictionary, ...english.dictionary },
        graphs: common.adjacencyGraphs,
        translations: english.translations,
        l33tMaxSubstitutions: SPELLINGS_MAX,
      }),
  )
  return estimator
}
