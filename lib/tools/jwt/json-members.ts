/**
 * Names that stand twice in one object of a JSON text, as dotted paths in the order of their second coming. The text must be valid JSON: `JSON.parse`
 * keeps the last of two without a word, which is why it is asked first and cannot be asked alone. Source: RFC 7515 §4, RFC 7519 §4.
 */
export function findDuplicateMembers(json: string): string[] {
  const found: string[] = []
  const open: Level[] = []
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]/g)) {
    const level = open.at(-1)
    if (token === '{' || token === '[') open.push({ isObject: token === '{', names: new Set(), name: '', atName: token === '{', item: 0 })
    else if (token === '}' || token === ']') open.pop()
    else if (token === ',' && level) nextMember(level)
    else if (token !== ':' && level?.isObject && level.atName) {
      level.name = JSON.parse(token)
      level.atName = false
      if (level.names.has(level.name)) found.push(open.map(({ isObject, name, item }) => (isObject ? name : String(item))).join('.'))
      level.names.add(level.name)
    }
  }
  return found
}

type Level = { isObject: boolean; names: Set<string>; name: string; atName: boolean; item: number }

function nextMember(level: Level): void {
  level.atName = level.isObject
  level.item += 1
}
