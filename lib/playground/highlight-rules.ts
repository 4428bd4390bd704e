/** A piece of code with the class that the style sheet knows it by (as highlighted blocks of lessons have); null for plain text. */
export type CodePart = { text: string; className: 'tok-comment' | 'tok-string' | 'tok-keyword' | 'tok-constant' | 'tok-function' | null }

const KEYWORDS =
  'async await break case catch class const continue debugger default delete do else export extends finally for from function if import in instanceof let new of return static super switch this throw try typeof var void while with yield'
const CONSTANTS = 'true false null undefined NaN Infinity'

const words = (list: string) => list.split(' ').join('|')
const PARTS = new RegExp(
  [
    String.raw`(?<comment>//[^\n]*|/\*[\s\S]*?(?:\*/|$))`,
    String.raw`(?<string>'(?:\\.|[^'\\\n])*'?|"(?:\\.|[^"\\\n])*"?|\`(?:\\.|[^\`\\])*\`?)`,
    String.raw`(?<![\w$.])(?<keyword>${words(KEYWORDS)})(?![\w$])`,
    String.raw`(?<![\w$.])(?<constant>${words(CONSTANTS)}|\d[\w.]*)(?![\w$])`,
    String.raw`(?<![\w$])(?<function>[A-Za-z_$][\w$]*)(?=\()`,
  ].join('|'),
  'g',
)

/** Whether a file is JavaScript, by its name. */
export function isScript(path: string): boolean {
  return /\.[cm]?js$/.test(path)
}

/**
 * JavaScript in parts, for code that can be edited and is only read: a page need not carry its highlighting, nor fetch a grammar for
 * what was changed. It knows comments, strings, keywords, constants and calls, and no more; the parts joined are always the code.
 */
export function codeParts(code: string): CodePart[] {
  const parts: CodePart[] = []
  let at = 0
  for (const match of code.matchAll(PARTS)) {
    if (match.index > at) parts.push({ text: code.slice(at, match.index), className: null })
    const kind = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0]
    parts.push({ text: match[0], className: `tok-${kind}` as CodePart['className'] })
    at = match.index + match[0].length
  }
  if (at < code.length) parts.push({ text: code.slice(at), className: null })
  return parts
}
