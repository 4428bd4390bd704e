// exploit: has the engine's native threads work for minutes on keys, primes and packing, where no JavaScript of anybody's runs
// part: no
// outcome: cpu-timeout wall-timeout
// wall: 8000
const { generateKeyPair, generatePrime, pbkdf2, scrypt } = require('node:crypto')
const { brotliCompress, constants } = require('node:zlib')
const done = () => {}
for (let index = 0; index < 3; index += 1) {
  pbkdf2('a', 'b', 2 ** 31 - 1, 64, 'sha512', done)
  scrypt('a', 'b', 64, { N: 2 ** 15, r: 8, p: 4096, maxmem: 2 ** 40 }, done)
  generatePrime(16_384, { safe: true }, done)
  generateKeyPair('rsa', { modulusLength: 16_384 }, done)
  brotliCompress(Buffer.alloc(8 << 20), { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } }, done)
}
