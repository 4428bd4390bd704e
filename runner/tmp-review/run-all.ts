import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync, globSync, mkdirSync } from 'node:fs'
import { parse } from 'yaml'
const only = process.argv[2] ?? ''
mkdirSync('tmp-review/x', { recursive: true })
const run = (src: string) => {
  writeFileSync('tmp-review/x/p.mjs', src)
  try { return execFileSync('../node_modules/.bin/node', ['tmp-review/x/p.mjs'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 20000 }) } catch (e: any) { return `FAILED ${e.stderr}` }
}
for (const f of globSync('../content/*/*/lesson.mdx').filter((f) => f.includes(only))) {
  const s = readFileSync(f, 'utf8')
  const blocks = [...s.matchAll(/^```(js run|output)\n([\s\S]*?)^```$/gm)]
  for (let i = 0; i < blocks.length; i++) {
    if (blocks[i]![1] !== 'js run') continue
    const out = run(blocks[i]![2]!)
    const want = blocks[i + 1]?.[1] === 'output' ? blocks[i + 1]![2]! : ''
    const ok = out.trimEnd() === want.trimEnd()
    console.log(ok ? 'ok  ' : 'DIFF', f, i, ok ? '' : `\n--- got\n${out}\n--- want\n${want}`)
  }
}
for (const f of globSync('../content/*/*/quiz.yaml').filter((f) => f.includes(only))) {
  for (const q of parse(readFileSync(f, 'utf8')).questions.filter((q: any) => q.type === 'predict')) {
    const out = run(q.program)
    const right = q.options.find((o: any) => o.right)
    console.log(out.trimEnd() === right.output.trimEnd() ? 'ok  ' : `DIFF ${out}`, f, q.id)
  }
}
