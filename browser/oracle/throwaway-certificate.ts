import { generateKeyPairSync, sign } from 'node:crypto'

export type Certificate = { key: string; cert: string }

const SEQUENCE = 0x30
const SET = 0x31
const ECDSA_WITH_SHA256 = Buffer.from('06082a8648ce3d040302', 'hex')
const COMMON_NAME = Buffer.from('0603550403', 'hex')

/**
 * A key and a certificate that signs itself, for this run alone. It is written by hand (X.509 version 1, RFC 5280 section 4.1)
 * because the oracle's browser is told to accept any certificate: forty lines instead of a package.
 */
export function makeThrowawayCertificate(now: Date): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = node(SEQUENCE, node(SET, node(SEQUENCE, COMMON_NAME, node(0x0c, Buffer.from('oracle')))))
  const day = 24 * 3600 * 1000
  const validity = node(SEQUENCE, utcTime(new Date(now.getTime() - day)), utcTime(new Date(now.getTime() + 2 * day)))
  const algorithm = node(SEQUENCE, ECDSA_WITH_SHA256)
  const serial = node(0x02, Buffer.from([1]))
  const body = node(SEQUENCE, serial, algorithm, name, validity, name, publicKey.export({ type: 'spki', format: 'der' }))
  const signature = node(0x03, Buffer.from([0]), sign('sha256', body, privateKey))
  const base64 = node(SEQUENCE, body, algorithm, signature).toString('base64')
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
  }
}

/** One DER element: tag, length, content. */
function node(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length: size } = content
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}

function utcTime(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]|\.\d+/g, '')
  return node(0x17, Buffer.from(digits.slice(2)))
}
