'use client'

import { codeParts } from '#lib/playground/highlight-rules.ts'

/** JavaScript in colour from its text alone, wherever a page shows some: it carries no marks, and edited code looks as it did. */
export function ScriptCode({ code }: { code: string }) {
  return codeParts(code).map(({ text, className }, index) =>
    className ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have an order and no names
      <span key={index} className={className}>
        {text}
      </span>
    ) : (
      text
    ),
  )
}
