const accounts = new Map([
  ['alice', { name: 'alice', role: 'customer', signInVersion: 1, orders: ['espresso machine'] }],
  ['bob', { name: 'bob', role: 'customer', signInVersion: 1, orders: ['cup', 'saucer'] }],
  ['carol', { name: 'carol', role: 'admin', signInVersion: 1, orders: [] }],
])

/** The account with this name, else null. */
export function findAccount(name) {
  return accounts.get(name) ?? null
}

/** From now on only sign-ins of the next version count. */
export function endSignInsOf(account) {
  account.signInVersion += 1
}
