import { spanWords } from '#lib/tools/clock-words.ts'
import type { ServiceKeys } from './run-view-rules.ts'

type Key = ServiceKeys['keys'][number]

/** What is left of a key's life, in words. */
export function lifeWords({ remainingMs }: Pick<Key, 'remainingMs'>): string {
  return remainingMs === null ? 'for ever' : spanWords(remainingMs / 1000)
}

/** The keys of a service with what is new of each since the listing before, and which ones are gone. */
export function keyChanges(now: ServiceKeys, before: ServiceKeys | null): { keys: (Key & { change: 'new' | 'changed' | null })[]; gone: Key[] } {
  const nameOf = ({ database, key }: Key) => `${database} ${key}`
  const old = new Map(before?.keys.map((key) => [nameOf(key), key]))
  const names = new Set(now.keys.map(nameOf))
  const changeOf = (key: Key) => {
    const last = old.get(nameOf(key))
    if (!last) return 'new'
    return last.value !== key.value || last.kind !== key.kind ? 'changed' : null
  }
  // A listing that is not whole, or was not to be had, says nothing of what is gone.
  const isWhole = now.failure === null && now.keys.length === now.total
  return {
    keys: now.keys.map((key) => ({ ...key, change: changeOf(key) })),
    gone: isWhole ? [...old.values()].filter((key) => !names.has(nameOf(key))) : [],
  }
}

/** A listing in one line: `redis holds 3 keys, 1 new`. */
export function keysSummary(now: ServiceKeys, before: ServiceKeys | null): string {
  const { service, total, failure } = now
  if (failure === 'unreachable') return `${service} did not answer`
  if (failure === 'refused') return `${service} would not tell its keys`
  const { keys, gone } = keyChanges(now, before)
  const counts = [
    [keys.filter(({ change }) => change === 'new').length, 'new'],
    [keys.filter(({ change }) => change === 'changed').length, 'changed'],
    [gone.length, 'gone'],
  ] as const
  const told = counts.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : []))
  return [`${service} holds ${total === 1 ? '1 key' : `${total === 0 ? 'no' : total} keys`}`, ...told].join(', ')
}
