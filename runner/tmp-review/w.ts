import { readFileSync, globSync } from 'node:fs'
import { parseLessonTree } from '../../lib/lessons/prose/lesson-tree.ts'
import { countWords } from '../../lib/lessons/prose/prose-rules.ts'
for (const f of globSync('../content/*/*/lesson.mdx')) {
  const body = readFileSync(f, 'utf8').replace(/^---\n[\s\S]*?\n---\n/, '')
  console.log(f, countWords(parseLessonTree(body)))
}
