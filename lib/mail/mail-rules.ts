/** A mail as a person reads it. */
export type ReadMail = { from: string; to: string; subject: string; date: string; text: string }

/** The readable parts of a mail that we wrote ourselves: one part of plain text, its headers and body decoded (RFC 2045, RFC 2047). */
export function readMail(raw: string): ReadMail {
  const [, head = '', body = ''] = /^([\s\S]*?)\r?\n\r?\n([\s\S]*)$/.exec(raw) ?? ['', raw, '']
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  const header = (name: string) =>
    decodeWords(
      lines
        .find((line) => line.toLowerCase().startsWith(`${name}:`))
        ?.slice(name.length + 1)
        .trim() ?? '',
    )
  return {
    from: header('from'),
    to: header('to'),
    subject: header('subject'),
    date: header('date'),
    text: decodeBody(body, header('content-transfer-encoding')),
  }
}

function decodeBody(body: string, encoding: string): string {
  const bytes =
    encoding.toLowerCase() === 'base64'
      ? Buffer.from(body, 'base64')
      : encoding.toLowerCase() === 'quoted-printable'
        ? fromQuotedPrintable(body.replace(/=\r?\n/g, ''))
        : Buffer.from(body, 'latin1')
  return bytes.toString('utf8').replace(/\r\n/g, '\n').trimEnd()
}

function decodeWords(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      (kind.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : fromQuotedPrintable(text.replaceAll('_', ' '))).toString('utf8'),
    )
}

function fromQuotedPrintable(text: string): Buffer {
  return Buffer.from(
    text.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
}
