import type { ByteString } from '../../jar/cookie.ts'
import { headerValue } from '../headers/header-list.ts'
import type { EngineResponse } from '../loading/finish-load.ts'
import type { Load } from '../state.ts'

/** An image that a document of the page shows: the address that was asked for, without its fragment; `frame` is null for the page's own. */
export type ShownImage = { readonly url: string; readonly frame: string | null }

/**
 * Whether the document that asks shows this very image already, so that it asks nobody. Source: HTML, "list of available images"; as in
 * Chromium only while no other document of the page, no script and no fetch has asked for the address since.
 */
export function isShown(images: readonly ShownImage[], load: Load): boolean {
  return load.kind === 'image' && images.some(({ url, frame }) => url === addressOf(load) && frame === load.frame)
}

/** The images without that of this address, which is asked for anew. */
export function withoutShown(images: readonly ShownImage[], load: Load): ShownImage[] {
  return images.filter(({ url }) => url !== addressOf(load))
}

export function withShown(images: readonly ShownImage[], load: Load): ShownImage[] {
  return [...withoutShown(images, load), { url: addressOf(load), frame: load.frame }]
}

/** How an image begins, and how short a whole one can be. Source: MIME Sniffing §6.1. */
const FORMATS: ReadonlyArray<readonly [begins: ByteString, bytesMin: number]> = [
  ['GIF87a', 14],
  ['GIF89a', 14],
  ['\x89PNG\r\n\x1a\n', 67],
  ['\xff\xd8\xff', 107],
  ['RIFF', 26],
  ['BM', 26],
  ['\0\0\x01\0', 22],
]

/** Whether the body is an image, by its first bytes; SVG by its type. What is wrong further on is not seen. */
export function isImage({ headers, body }: EngineResponse): boolean {
  const type = headerValue(headers, 'content-type')?.split(';')[0]?.trim().toLowerCase()
  return type === 'image/svg+xml' ? isSvg(body) : FORMATS.some(([begins, bytesMin]) => body.length >= bytesMin && body.startsWith(begins))
}

function isSvg(body: ByteString): boolean {
  return body.includes('<svg')
}

function addressOf({ urls, url }: Load): string {
  return (urls[0] ?? url).split('#', 1)[0] as string
}
