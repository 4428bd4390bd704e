/** The parser's work grows with the square of these; people who write to people stay far below. */
const CONTAINERS_PER_LINE_MAX = 10
const CONTAINERS_MAX = 600
const DELIMITER_RUNS_MAX = 400
const BRACKETS_MAX = 400
const ANGLES_MAX = 400
const BACKTICK_RUNS_MAX = 500
const DEFINITIONS_MAX = 100
const LINES_MAX = 1500

const CONTAINER = /[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))/y

/**
 * Whether reading this text as Markdown could take long or nest deep: such a text is shown as it was typed. Judged in one pass,
 * before anything is parsed, so that time is bounded for whatever is sent.
 */
export function isTooInvolved(markdown: string): boolean {
  return (
    count(markdown, /[*_~]+/g) > DELIMITER_RUNS_MAX ||
    count(markdown, /\[/g) > BRACKETS_MAX ||
    count(markdown, /</g) > ANGLES_MAX ||
    count(markdown, /`+/g) > BACKTICK_RUNS_MAX ||
    count(markdown, /^[ \t>]*\[[^\]\n]*\]:/gm) > DEFINITIONS_MAX ||
    count(markdown, /\n/g) > LINES_MAX ||
    hasTooManyContainers(markdown)
  )
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}

function hasTooManyContainers(markdown: string): boolean {
  const counts = markdown.split('\n').map(containersOf)
  return counts.some((containers) => containers > CONTAINERS_PER_LINE_MAX) || counts.reduce((sum, containers) => sum + containers, 0) > CONTAINERS_MAX
}

/** How many quotes and lists a line opens or goes on in, one in the other. */
function containersOf(line: string): number {
  CONTAINER.lastIndex = 0
  let containers = 0
  while (containers <= CONTAINERS_PER_LINE_MAX && CONTAINER.test(line)) containers++
  return containers
}
