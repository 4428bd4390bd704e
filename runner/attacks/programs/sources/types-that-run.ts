// exploit: hides what it does in types, decorators and declarations that are taken away before it runs
// outcome: finished
// says: stripped
import { readFileSync } from 'node:fs'
type Reader<T extends string = '__HOST_FILE__'> = T
declare const hidden: Reader
interface Window { file: Reader }
const read = (path: Reader): string | undefined => {
  try {
    return readFileSync(path, 'utf8') as string
  } catch (error: unknown) {
    return (error as { code: string }).code satisfies string
  }
}
if (read('__HOST_FILE__') !== 'ENOENT') console.log('ESCAPED')
console.log('stripped', typeof hidden)
