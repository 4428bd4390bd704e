/** A small course without mistakes, for tests that plant one: two lessons in a track of three steps. */

const PROSE = `${'The server answers and forgets. '.repeat(130)}\n`

const APPARATUS = `
<Tip>Read the raw text first.</Tip>

<Mistake title="One header for two cookies">
Two cookies need two lines.
</Mistake>

<InterviewQuestions>
<QA question="What is a cookie?">A name and a value that come back.</QA>
<QA question="Who keeps it?">The browser.</QA>
</InterviewQuestions>

<SelfCheck>
- What is kept?
- Where is it kept?
- How long is it kept?
</SelfCheck>

<InterviewCards>
<QA question="Max-Age?">Seconds.</QA>
</InterviewCards>
`

const frontMatter = (id: string, title: string, mode: string, prerequisites: string) => `---
id: ${id}
title: ${title}
summary: What this lesson is about.
level: basic
mode: ${mode}
lastReviewed: 2026-11-21
contentVersion: v20261121
authors: [Crumbtrail]
aims:
  what: What it teaches.
  why: Why it matters.
  where: Where it is applied.
  how: How to work through it.
  ready: When you are ready.
prerequisites: ${prerequisites}
sources:
  - title: RFC 9110
    url: https://www.rfc-editor.org/rfc/rfc9110
    sections: ["3.3"]
discussionTopics: [Why forget?]
---
`

const quiz = (prefix: string) => `questions:
  - id: q-${prefix}-first
    type: single
    prompt: Which one?
    explanation: Because of the rule.
    options:
      - { id: a, text: This, right: true, why: It is so. }
      - { id: b, text: That, why: It is not so. }
  - id: q-${prefix}-second
    type: multiple
    prompt: Which ones?
    explanation: Because of the rule.
    options:
      - { id: a, text: This, right: true, why: It is so. }
      - { id: b, text: That, right: true, why: It is so too. }
  - id: q-${prefix}-third
    type: predict
    prompt: What is printed?
    explanation: The sum.
    program: console.log(1 + 1)
    options:
      - { id: a, output: "2", right: true, why: It is so. }
      - { id: b, output: "11", why: Texts would be joined. }
  - id: q-${prefix}-fourth
    type: fill-in
    prompt: How many?
    explanation: Two.
    answers: ["2"]
    matcher: number
    nearMisses: [{ answer: "3", why: One too many. }]
`

const TRACK = `id: sample
title: Sample
summary: A track for tests.
modules:
  - id: first
    title: First
    steps:
      - { slug: one, title: One, aim: Begin., level: basic }
      - { slug: two, title: Two, aim: Go on., level: basic }
      - { slug: three, title: Three, aim: End., level: advanced }
`

const LAB = `title: A counter
task: Make it count.
hints: [Look at the header.]
files: [server.js, lib/count.js]
sites:
  - { host: shop.test, entry: server.js, port: 3000 }
steps:
  - { id: first, type: request, method: GET, url: "http://shop.test/", headers: { Accept: text/plain }, note: The first visit. }
  - { id: again, type: request, method: GET, url: "http://shop.test/", cookiesFrom: first, note: The second visit. }
`

const CHECKS = `export const checks = [
  { id: 'solved', title: 'It is solved', hint: 'Look at the answer.', holds: (run) => run.response('first').status === 200 },
]
`

const texts: Record<string, string> = {
  'content/README.md': 'Not part of any track.\n',
  'content/sample/track.yaml': TRACK,
  'content/sample/01-one/lesson.mdx': `${frontMatter('les-one', 'One', 'none', '[]')}
## First things

${PROSE}
See [the second](/learn/sample/two#raw-text), [here](#first-things), [all](/learn/sample) and [the standard](https://www.rfc-editor.org/rfc/rfc9110).

\`\`\`http excuse="a sketch"
GET / HTTP/1.1
\`\`\`
${APPARATUS}`,
  'content/sample/01-one/quiz.yaml': quiz('one'),
  'content/sample/02-two/lesson.mdx': `${frontMatter('les-two', 'Two', 'nodejs_server', '[les-one]')}
## Raw text

${PROSE}
A <Term means="the browser's store">jar</Term> holds cookies.

\`\`\`js run
console.log('a')
\`\`\`

<Predict question="What is printed?">
\`\`\`output
a
\`\`\`
</Predict>

<Figure src="flow.svg" alt="Two arrows" caption="The flow" />

<Quiz ids={["q-two-second"]} />

<Lab>Try it.</Lab>

### Details

<Compare caption="Both">

| a | b |
| --- | --- |
| 1 | 2 |

</Compare>
${APPARATUS}`,
  'content/sample/02-two/quiz.yaml': quiz('two'),
  'content/sample/02-two/flow.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'content/sample/02-two/lab/lab.yaml': LAB,
  'content/sample/02-two/lab/checks.js': CHECKS,
  'content/sample/02-two/lab/start/server.js': '// start\n',
  'content/sample/02-two/lab/start/lib/count.js': '// count\n',
  'content/sample/02-two/lab/solved/server.js': '// solved\n',
  'content/sample/02-two/lab/solved/lib/count.js': '// count\n',
}

/** An edit of one file of the sample: a replacement in its text, a new text, or null to remove it. */
export type Edit = { file: string; from?: string | RegExp; to: string | null }

/** The sample with edits. Throws when a replacement finds nothing, so that no test plants nothing. Paths are below content/. */
export const sampleCourse = (...edits: Edit[]): Map<string, Uint8Array> => {
  const edited = new Map(Object.entries(texts))
  for (const { file, from, to } of edits) {
    const path = `content/${file}`
    if (to === null) edited.delete(path)
    else if (from === undefined) edited.set(path, to)
    else {
      const text = edited.get(path) ?? ''
      const changed = text.replace(from, () => to)
      if (changed === text) throw new Error(`${path} holds no ${String(from)}`)
      edited.set(path, changed)
    }
  }
  const encoder = new TextEncoder()
  return new Map([...edited].map(([path, text]) => [path, encoder.encode(text)]))
}

/** Line of the first place where a text stands in a file of the sample; the text may go over several lines. */
export const lineIn = (files: Map<string, Uint8Array>, file: string, text: string): number => {
  const whole = new TextDecoder().decode(files.get(`content/${file}`))
  const index = whole.indexOf(text)
  if (index < 0) throw new Error(`${file} holds no ${text}`)
  return whole.slice(0, index).split('\n').length
}
