/** A client's own methods, beside the commands: connection, events, several commands at once. */
const CLIENT = `
type Word = string | number | Buffer
export interface RedisClientOptions {
  url?: string
  socket?: { host?: string; port?: number; path?: string; connectTimeout?: number; reconnectStrategy?: false | number | ((retries: number, cause: Error) => false | number | Error) }
  username?: string
  password?: string
  database?: number
  name?: string
  keyPrefix?: string
  disableOfflineQueue?: boolean
  pingInterval?: number
}
export interface RedisMulti extends RedisCommands<RedisMulti> {
  exec(): Promise<any[]>
  discard(): void
}
export interface RedisClientType extends RedisCommands<Promise<any>> {
  readonly isOpen: boolean
  readonly isReady: boolean
  connect(): Promise<RedisClientType>
  close(): Promise<void>
  destroy(): void
  duplicate(options?: RedisClientOptions): RedisClientType
  on(event: 'error', listener: (error: Error) => void): this
  on(event: 'connect' | 'ready' | 'end' | 'reconnecting', listener: () => void): this
  on(event: string, listener: (...given: any[]) => void): this
  once(event: string, listener: (...given: any[]) => void): this
  off(event: string, listener: (...given: any[]) => void): this
  sendCommand(words: Word[]): Promise<any>
  multi(): RedisMulti
  scanIterator(options?: { MATCH?: string; COUNT?: number; TYPE?: string }): AsyncIterable<string[]>
  subscribe(channels: string | string[], listener: (message: string, channel: string) => void): Promise<void>
  unsubscribe(channels?: string | string[]): Promise<void>
  pSubscribe(patterns: string | string[], listener: (message: string, channel: string) => void): Promise<void>
  pUnsubscribe(patterns?: string | string[]): Promise<void>
  select(database: number): Promise<void>
  watch(keys: string | string[]): Promise<void>
  unwatch(): Promise<void>
}
export type RedisClusterType = RedisClientType
export declare function createClient(options?: RedisClientOptions): RedisClientType
`

/** A command of the client by its name in lower case, with what it is given after the parser. */
const COMMAND =
  /^ {4}readonly ([a-z]\w*): \{\n(?: {8}readonly [A-Z_]+: .*\n)* {8}readonly parseCommand: \(this: void, \w+: import\([^)]*\)\.CommandParser(?:, ([\s\S]*?))?\) => \w+;$/gm

/**
 * What an editor needs to know of the package `redis`, which declares itself in two megabytes: every command by its name and its parameters' names, made from
 * the package's own list (the text of its `commands/index.d.ts`).
 */
export function redisDeclaration(commandList: string): string {
  const commands = [...commandList.matchAll(COMMAND)].map(([, name = '', given = '']) => `${name}(${parametersIn(given).join(', ')}): R`)
  return `${CLIENT}export interface RedisCommands<R> {\n${[...new Set(commands)].join('\n')}\n}\n`.trimStart()
}

/** The parameters of a declaration without their types. */
function parametersIn(text: string): string[] {
  const parts: string[] = []
  let [depth, start] = [0, 0]
  // An arrow is no bracket.
  for (const { 0: token, index } of `${text},`.matchAll(/=>|[([{<]|[)\]}>]|,/g)) {
    if (token === '=>') continue
    if ('([{<'.includes(token)) depth += 1
    else if (token !== ',') depth -= 1
    else if (depth === 0) {
      parts.push(text.slice(start, index).trim())
      start = index + 1
    }
  }
  return parts.flatMap((part) => {
    // Several ways to be called, as one list.
    if (part.startsWith('...[')) return ['...given: any[]']
    const [, rest, name, optional = ''] = /^(\.\.\.)?(\w+)(\?)?:/.exec(part) ?? []
    return name === undefined ? [] : [rest ? `...${name}: any[]` : `${name}${optional}: any`]
  })
}
