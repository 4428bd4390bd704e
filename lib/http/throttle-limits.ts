/*
 * How often something may be done, with the reason beside each number. An address is a sender as `client-address.ts` keys it
 * (IPv6 by /64). Every refusal says in whole seconds when to come back (429 and Retry-After).
 */

export type ThrottleLimit = {
  /** Names the count in storage. */
  name: string
  max: number
  windowSeconds: number
}

/** Sign-ins sent, right or wrong, by one address: a person needs two or three; a guesser gets ten. */
export const SIGN_IN_PER_ADDRESS: ThrottleLimit = { name: 'sign-in-address', max: 10, windowSeconds: 60 }
/** Wrong passwords for one account from one address; the last of them come ever more slowly (`lib/accounts/sign-in-rules.ts`). */
export const SIGN_IN_FAILURES: ThrottleLimit = { name: 'sign-in-failures', max: 10, windowSeconds: 15 * 60 }
/** Wrong passwords for one account from everywhere (NIST SP 800-63B-4 allows 100 in a row); addresses that it knows go on. */
export const SIGN_IN_FAILURES_PER_ACCOUNT: ThrottleLimit = { name: 'sign-in-failures-account', max: 100, windowSeconds: 24 * 60 * 60 }
/** The growing pause between wrong passwords; its window is the pause itself (`lib/accounts/sign-in-permit.ts`). */
export const SIGN_IN_PAUSE: ThrottleLimit = { name: 'sign-in-pause', max: 1, windowSeconds: 1 }
/** For how long an account knows an address that it was entered from. */
export const SIGN_IN_KNOWN_ADDRESS: ThrottleLimit = { name: 'sign-in-known', max: 1, windowSeconds: 30 * 24 * 60 * 60 }
/** Sign-up forms sent by one address, finished or not: estimating a password costs 60 ms. */
export const SIGN_UP_TRIES: ThrottleLimit = { name: 'sign-up-tries', max: 30, windowSeconds: 10 * 60 }
/** Sign-ups sent by one address: each costs a hash and a mail to somebody. */
export const SIGN_UP_PER_ADDRESS: ThrottleLimit = { name: 'sign-up-address', max: 5, windowSeconds: 60 * 60 }
/** Sign-up mails that one mail address can be made to receive. */
export const SIGN_UP_PER_ACCOUNT: ThrottleLimit = { name: 'sign-up-account', max: 5, windowSeconds: 60 * 60 }
/** Reset mails that one mail address can be made to receive, whether it has an account or not. */
export const RESET_PER_ACCOUNT: ThrottleLimit = { name: 'reset-account', max: 3, windowSeconds: 60 * 60 }
export const RESET_PER_ADDRESS: ThrottleLimit = { name: 'reset-address', max: 10, windowSeconds: 60 * 60 }
/** Tries at the password of a sign-up, by its mailed link, and choices of a new password by theirs. */
export const LINK_TRIES: ThrottleLimit = { name: 'link-tries', max: 10, windowSeconds: 15 * 60 }
/** Tries at one's own password within a session (to change it, to leave): a found laptop is no oracle. */
export const PASSWORD_CHECKS: ThrottleLimit = { name: 'password-checks', max: 10, windowSeconds: 10 * 60 }
/** Trips to an identity provider begun by one address. */
export const PROVIDER_TRIPS: ThrottleLimit = { name: 'provider-trips', max: 20, windowSeconds: 10 * 60 }
/** Threads and replies of one user: nobody writes a thoughtful one every six seconds. */
export const POSTS_PER_USER: ThrottleLimit = { name: 'posts-user', max: 10, windowSeconds: 60 }
/** Requests of one caller to the JSON API as a whole: far above any page of ours. */
export const API_PER_CALLER: ThrottleLimit = { name: 'api-caller', max: 300, windowSeconds: 5 * 60 }
