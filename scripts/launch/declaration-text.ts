/** Strings (which may look like comments) and comments, in the order in which they stand. */
const TOKENS = /(["'`])(?:\\.|(?!\1)[^\\])*\1|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g

/**
 * What a declaration file keeps of its comments, beside directives (`/// …`). `documentation`: what documents something, whole;
 * `summaries`: the first paragraph of that, and parameters, result and deprecation; `nothing`: types alone.
 */
export type KeptComments = 'documentation' | 'summaries' | 'nothing'

/** A declaration file that says the same to a compiler in fewer bytes. */
export function shortDeclaration(text: string, kept: KeptComments): string {
  return text
    .replace(TOKENS, (token) => {
      if (token.startsWith('///') || !token.startsWith('/')) return token
      if (kept === 'nothing' || !token.startsWith('/**')) return ''
      return kept === 'summaries' ? summaryOf(token) : token
    })
    .replace(/[ \t]+$/gm, '')
    .replace(/^[ \t]+/gm, '')
    .replace(/\n{2,}/g, '\n')
    .trim()
}

function summaryOf(comment: string): string {
  const text = comment
    .slice(3, -2)
    .replace(/^[ \t]*\*[ \t]?/gm, '')
    .replace(/```[\s\S]*?(```|$)/g, '')
    .trim()
  const [main = '', ...tags] = text.split(/^(?=@)/m)
  const parts = main.startsWith('@') ? [main, ...tags] : [main.split(/\n\s*\n/)[0] ?? '', ...tags]
  const kept = parts.map((part) => part.trim()).filter((part) => part !== '' && !/^@(?!param|returns?\b|deprecated|default)/.test(part))
  return kept.length > 0 ? `/** ${kept.join('\n').replace(/\n/g, '\n* ')} */` : ''
}
