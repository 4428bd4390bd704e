/** What the runner asks of a run's Redis: scripts that look at all of its databases in one step, and what their answers mean. */
import { encodeCommand, type Reply, readReply } from './resp.ts'
import { KEY_BOUNDS, type ServiceKey } from './service-schema.ts'

/** Databases of a Redis: numbered from 0. */
export const REDIS_DATABASES = 16

/** Takes milliseconds off the life of every key that has an end; whose life is over by that is deleted at once. Answers how many had an end. */
const SHORTEN = `
local count = 0
for database = 0, ${REDIS_DATABASES - 1} do
  redis.call('SELECT', database)
  if redis.call('DBSIZE') > 0 then
    for _, key in ipairs(redis.call('KEYS', '*')) do
      local ends = redis.call('PEXPIRETIME', key)
      if ends > 0 and ends < 9007199254740992 then
        redis.call('PEXPIREAT', key, string.format('%.0f', ends - ARGV[1]))
        count = count + 1
      end
    end
  end
end
return count
`

/** Answers how many keys there are, and of the first so many: database, name, kind, remaining life, value. */
const LIST = `
local keysMax, keyBytesMax, valueBytesMax = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local total, told = 0, {}
for database = 0, ${REDIS_DATABASES - 1} do
  redis.call('SELECT', database)
  if redis.call('DBSIZE') > 0 then
    local keys = redis.call('KEYS', '*')
    total = total + #keys
    table.sort(keys)
    for _, key in ipairs(keys) do
      if #told >= keysMax then break end
      local kind = redis.call('TYPE', key).ok
      local value = false
      if kind == 'string' then value = redis.call('GETRANGE', key, 0, valueBytesMax - 1) end
      told[#told + 1] = {database, string.sub(key, 1, keyBytesMax), kind, redis.call('PTTL', key), value}
    end
  end
end
return {total, told}
`

/** Closes the connection behind its answer, so that whoever reads needs to know nothing of the protocol. */
const LAST = encodeCommand(['QUIT'])

export const pingQuestion = (): Buffer => Buffer.concat([encodeCommand(['PING']), LAST])
export const shortenQuestion = (byMs: number): Buffer => Buffer.concat([encodeCommand(['EVAL', SHORTEN, '0', String(Math.round(byMs))]), LAST])
export const listQuestion = (): Buffer => Buffer.concat([encodeCommand(['EVAL', LIST, '0', ...Object.values(KEY_BOUNDS).map(String)]), LAST])

/** Whether what answered a ping is a Redis that takes orders. */
export const isPong = (answer: Buffer): boolean => answer.toString('latin1').startsWith('+PONG\r\n')

/** The keys in an answer to `listQuestion`, which whatever listens there may have forged; `refused` when it is no such answer. */
export function readKeys(answer: Buffer): { keys: ServiceKey[]; total: number } | 'refused' {
  const reply = readReply(answer)
  if (reply?.kind !== 'several') return 'refused'
  const [total, told] = reply.items
  if (total?.kind !== 'integer' || !isCount(total.value) || told?.kind !== 'several' || told.items.length > KEY_BOUNDS.keysMax) return 'refused'
  const keys = told.items.map(readKey)
  return keys.every((key) => key !== null) ? { keys, total: Math.max(total.value, keys.length) } : 'refused'
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0

function readKey(reply: Reply): ServiceKey | null {
  if (reply.kind !== 'several' || reply.items.length !== 5) return null
  const [database, key, kind, remaining, value] = reply.items
  if (database?.kind !== 'integer' || !isCount(database.value) || key?.kind !== 'bytes' || kind?.kind !== 'bytes' || remaining?.kind !== 'integer')
    return null
  if (key.value.length > KEY_BOUNDS.keyBytesMax || kind.value.length > 40) return null
  if (value?.kind === 'bytes' && value.value.length > KEY_BOUNDS.valueBytesMax) return null
  return {
    database: database.value,
    key: key.value.toString('utf8'),
    kind: kind.value.toString('utf8'),
    // A program may give a key more life than a number of the contract holds: it is told as the most there is.
    remainingMs: remaining.value < 0 ? null : Math.min(remaining.value, Number.MAX_SAFE_INTEGER),
    value: value?.kind === 'bytes' ? value.value.toString('utf8') : null,
  }
}
