import { describe, expect, it } from 'vitest'
import { latestDayAt } from './date-rules.ts'
import { type Course, loadCourse } from './load-course.ts'
import { loadLesson } from './load-lesson.ts'
import { type Edit, lineIn, sampleCourse } from './sample-course.ts'

const ONE = 'sample/01-one/lesson.mdx'
const TWO = 'sample/02-two/lesson.mdx'
const QUIZ = 'sample/01-one/quiz.yaml'
const LAB = 'sample/02-two/lab/lab.yaml'
const TRACK = 'sample/track.yaml'

describe('a course without mistakes', () => {
  const course: Course = loadCourse(sampleCourse())

  it('has none', () => expect(course.mistakes).toEqual([]))

  it('gives tracks all their steps, with lessons where they are written', () => {
    const [track] = course.tracks
    expect(track?.steps.map(({ number, slug, moduleId, lesson }) => [number, slug, moduleId, lesson?.id])).toEqual([
      [1, 'one', 'first', 'les-one'],
      [2, 'two', 'first', 'les-two'],
      [3, 'three', 'first', undefined],
    ])
    expect(track?.modules[0]?.steps).toHaveLength(3)
    expect(track?.steps[1]?.lesson).toMatchObject({
      mode: 'nodejs_server',
      hasLab: true,
      questionIds: ['q-two-first', 'q-two-second', 'q-two-third', 'q-two-fourth'],
    })
  })

  it('gives lessons their place, headings, questions and lab', () => {
    const lesson = course.lessons[1]
    expect(lesson).toMatchObject({
      number: 2,
      percentThrough: 67,
      slug: 'two',
      module: { id: 'first', title: 'First' },
      questionIdsInProse: ['q-two-second'],
      next: null,
    })
    expect(lesson?.previous?.slug).toBe('one')
    expect(lesson?.prerequisites).toEqual([{ id: 'les-one', title: 'One', trackSlug: 'sample', slug: 'one' }])
    expect(lesson?.headings).toEqual([
      { id: 'raw-text', depth: 2, text: 'Raw text' },
      { id: 'details', depth: 3, text: 'Details' },
    ])
    expect(lesson?.lab).toMatchObject({
      kind: 'server',
      entry: null,
      recorded: null,
      start: [{ path: 'server.js', content: '// start\n' }, { path: 'lib/count.js' }],
    })
    expect(lesson?.lab?.steps[0]?.type === 'request' && lesson.lab.steps[0].headers).toEqual([['Accept', 'text/plain']])
  })

  it('counts prose apart from code and apparatus, and keeps the lines of the file', () => {
    const lesson = course.lessons[0]
    expect(lesson?.words).toBeGreaterThan(650)
    expect(lesson?.words).toBeLessThan(700)
    expect(lesson?.minutes).toBe(7)
    expect(lesson?.body.split('\n').indexOf('## First things')).toBe(lineIn(sampleCourse(), ONE, '## First things') - 1)
  })

  it('takes the minutes that the author states', () => {
    expect(loadCourse(sampleCourse({ file: ONE, from: 'mode: none', to: 'mode: none\neffortMinutes: 90' })).lessons[0]?.minutes).toBe(90)
  })
})

/** What is planted; where it must be told (the text on that line, or a line number), under which field, expecting what. */
type Planted = [name: string, edit: Edit | Edit[], file: string, at: string | number, field: string, expected: string | RegExp]

const inOne = (from: string | RegExp, to: string): Edit => ({ file: ONE, from, to })
const inProse = (to: string): Edit => inOne('## First things', `## First things\n\n${to}`)
const inQuiz = (from: string | RegExp, to: string): Edit => ({ file: QUIZ, from, to })
const inLab = (from: string | RegExp, to: string): Edit => ({ file: LAB, from, to })

const planted: Planted[] = [
  // Front matter
  ['no front matter', inOne(/^---[\s\S]*?---\n/, ''), ONE, 1, 'front matter', /fields between two lines/],
  ['front matter that is not YAML', inOne('title: One', 'title: "One'), ONE, 3, 'yaml', /YAML/],
  ['a field given twice', inOne('title: One', 'title: One\ntitle: Two'), ONE, 4, 'yaml', /YAML/],
  ['a field behind a tab', inOne('level: basic', '\tlevel: basic'), ONE, 5, 'yaml', /spaces/],
  ['a field out of line', inQuiz('    type: single', '  type: single'), QUIZ, '  type: single', 'yaml', /same column/],
  ['a colon in a text', inQuiz('prompt: Which one?', 'prompt: Say: which?'), QUIZ, 'Say: which', 'yaml', /in quotes/],
  ['an alias', inQuiz('prompt: Which one?', 'prompt: &a Which?\n    foretells: *a'), QUIZ, '*a', 'yaml', /written out/],
  ['a second document', inQuiz(/$/, '\n---\nx: 1\n'), QUIZ, '---', 'yaml', /one document/],
  ['a control character', inProse('a\u0000b'), ONE, 'a\u0000b', 'text', /UTF-8/],
  ['a missing field', inOne('summary: What this lesson is about.\n', ''), ONE, 2, 'summary', /a text \(one or two plain sentences/],
  ['an empty field', inOne('title: One', 'title: " "'), ONE, 'title:', 'title', /not empty/],
  ['an unknown field', inOne('level: basic', 'level: basic\ndificulty: 3'), ONE, 'dificulty', 'dificulty', /one of id, title, summary/],
  ['a wrong level', inOne('level: basic', 'level: easy'), ONE, 'level: easy', 'level', /one of basic, intermediate, advanced/],
  ['a wrong mode', inOne('mode: none', 'mode: node'), ONE, 'mode: node', 'mode', /nodejs_script/],
  ['a date that does not exist', inOne('2026-11-21', '2026-11-31'), ONE, '2026-11-31', 'lastReviewed', /date that exists/],
  ['a wrong content version', inOne('v20261121', 'v1'), ONE, 'contentVersion: v1', 'contentVersion', /v20260528/],
  ['a wrong id', inOne('id: les-one', 'id: one'), ONE, 2, 'id', /les-http-forgets-you/],
  ['a missing aim', inOne('  why: Why it matters.\n', ''), ONE, 'aims:', 'aims.why', /why it matters/],
  ['a number for an aim', inOne('Why it matters.', '7'), ONE, 'why: 7', 'aims.why', /a text/],
  ['no sources', inOne(/sources:[\s\S]*?discussionTopics/, 'sources: []\ndiscussionTopics'), ONE, 'sources', 'sources', /at least one source/],
  ['a source without https', inOne('url: https:', 'url: http:'), ONE, 'url: http:', 'sources.0.url', /https address/],
  ['no starter topics', inOne('[Why forget?]', '[]'), ONE, 'discussionTopics', 'discussionTopics', /starter topic/],
  ['HTML in an aim', inOne('Why it matters.', '"See <b>this</b>"'), ONE, 'why:', 'aims.why html', /Markdown/],
  // Prose
  ['an unknown component', inProse('<Video src="x" />'), ONE, '<Video', '<Video>', /one of Predict, Lab, Quiz/],
  ['an HTML element', inProse('<div>x</div>'), ONE, '<div>', '<div>', /one of Predict/],
  ['an unknown prop', inProse('<Tip colour="red">x</Tip>'), ONE, 'colour', '<Tip colour>', /nothing here/],
  ['an unknown prop among known ones', inProse('<Callout kind="note" tone="x">x</Callout>'), ONE, 'tone', '<Callout tone>', /one of kind, title/],
  ['a missing prop', inProse('<Callout>x</Callout>'), ONE, '<Callout>', '<Callout kind>', /one of note, warning, insecure/],
  ['a wrong prop', inProse('<Callout\n  kind="danger"\n>\nx\n</Callout>'), ONE, 'danger', '<Callout kind>', /one of note, warning, insecure/],
  ['a prop twice', inProse('<Callout kind="note" kind="note">x</Callout>'), ONE, 'kind="note"', '<Callout kind>', /once/],
  ['an expression in a prop', inProse('<Callout kind={1 + 1}>x</Callout>'), ONE, '1 + 1', '<Callout kind>', /a literal/],
  ['an expression', inProse('Six is {2 * 3}.'), ONE, '{2 * 3}', '{expression}', /\\\{/],
  ['an expression on its own lines', inProse('{2 * 3}'), ONE, '{2 * 3}', '{expression}', /\\\{/],
  ['an import', inProse("import x from './x.js'"), ONE, 'import x', 'import or export', /offered components/],
  ['an export', inProse('export const x = 1'), ONE, 'export const', 'import or export', /offered components/],
  ['a spread', inProse('<Tip {...{}}>x</Tip>'), ONE, '{...{}}', '<Tip>', /by its name/],
  ['a handler', inProse('<Tip onClick="x">x</Tip>'), ONE, 'onClick', '<Tip onClick>', /props of Tip/],
  ['a style', inProse('<Tip style="color: red">x</Tip>'), ONE, 'style=', '<Tip style>', /props of Tip/],
  ['a javascript: link', inProse('[x](javascript:alert)'), ONE, 'javascript:', 'link', /https address/],
  ['a javascript: link by reference', inProse('[x][y]\n\n[y]: javascript:alert'), ONE, '[y]: java', 'link', /https address/],
  ['a link by reference to nothing', inProse('See [x][nowhere].'), ONE, '[x][nowhere]', 'link', /\[nowhere\]: address/],
  ['an anchor that cannot be read', inProse('[x](#%zz)'), ONE, '#%zz', 'link', /one of #first-things/],
  ['a first heading under none', inOne('## First things', '### First things'), ONE, '### First', 'heading ###', /##/],
  ['a plain http link', inProse('[x](http://example.org/)'), ONE, 'http://example', 'link', /https address/],
  ['a .test address that became a link', inProse('Open http://shop.test:3000/ now.'), ONE, 'Open http', 'link', /`code`/],
  ['a mail address that became a link', inProse('Ask alice@shop.test now.'), ONE, 'Ask alice', 'link', /`code`/],
  ['text that is not MDX', inProse('A < b and <Tip>'), ONE, 'A < b', 'mdx', /\\</],
  ['a component that is not closed', inProse('<Tip>\nx\n'), ONE, '<Tip>', 'mdx', /MDX/],
  ['a picture without Figure', inProse('![x](flow.svg)'), ONE, '![x]', 'image', /<Figure/],
  ['a missing picture', inProse('<Figure src="gone.svg" alt="x" />'), ONE, 'gone.svg', '<Figure src>', /picture in the lesson/],
  ['a picture without alternative text', { file: TWO, from: 'alt="Two arrows" ', to: '' }, TWO, '<Figure', '<Figure alt>', /a text/],
  ['a title in the prose', inProse('# Title'), ONE, '# Title', 'heading #', /front matter/],
  ['a heading in a component', inProse('<Tip>\n## Inside\n</Tip>'), ONE, '## Inside', 'heading ##', /between the components/],
  ['a block in a sentence', inProse('See <Tip>x</Tip> there.'), ONE, 'See <Tip>', '<Tip>', /lines of its own/],
  ['a term on its own', inProse('<Term means="x">\njar\n</Term>'), ONE, '<Term', '<Term>', /inside a sentence/],
  ['QA by itself', inProse('<QA question="x">y</QA>'), ONE, '<QA question="x"', '<QA>', /InterviewQuestions/],
  ['something else than QA', inProse('<Faq>\nwords\n</Faq>'), ONE, '<Faq>', '<Faq>', /nothing else/],
  ['a comparison without a table', inProse('<Compare caption="x">\nwords\n</Compare>'), ONE, '<Compare', '<Compare>', /table/],
  ['steps without order', inProse('<Steps>\n- a\n</Steps>'), ONE, '<Steps>', '<Steps>', /begins with 1/],
  ['an empty component', inProse('<Tip></Tip>'), ONE, '<Tip></Tip>', '<Tip>', /words inside/],
  ['a footnote', inProse('x[^1]\n\n[^1]: y'), ONE, 'x[^1]', 'footnote', /a sentence/],
  ['a box to tick', inProse('- [ ] x'), ONE, '- [ ] x', 'task list', /plain list/],
  // Code
  ['a block neither run nor excused', inProse('```js\nlet a\n```'), ONE, '```js', 'code js', /run, or excuse/],
  ['an http block neither run nor excused', inProse('```http\nGET / HTTP/1.1\n```'), ONE, '```http', 'code http', /run, or excuse/],
  ['an http block that is to run', inProse('```http run\nGET / HTTP/1.1\n```'), ONE, '```http run', 'code http', /excuse/],
  ['a block both run and excused', inProse('```js run excuse="x"\n1\n```'), ONE, '```js run', 'code js', /run, or excuse/],
  ['an empty excuse', inProse('```js excuse=""\n1\n```'), ONE, '```js', 'code js', /run, or excuse/],
  ['a word that means nothing', inProse('```js runn\n1\n```'), ONE, '```js', 'code js', /run, or excuse/],
  ['a block without a language', inProse('```\nx\n```'), ONE, '```\nx', 'code', /one of js, ts/],
  ['a block that is never closed', inOne(/$/, '\n```text\nx\n'), ONE, '```text', 'code text', /a line of/],
  ['an unknown language', inProse('```python\nx\n```'), ONE, '```python', 'code python', /one of js, ts/],
  ['an output without a program', inProse('```output\nx\n```'), ONE, '```output', 'code output', /js run/],
  [
    'a second output',
    { file: TWO, from: '</Predict>', to: '</Predict>\n\n```output\nb\n```' },
    TWO,
    '```output\nb',
    'code output',
    /one output block/,
  ],
  // The standard of a lesson
  ['too few words', inOne(/The server answers[^\n]*/, 'Short.'), ONE, '## First things', 'prose', /600 to 1500/],
  ['too many words', inProse('word '.repeat(900)), ONE, '## First things', 'prose', /600 to 1500/],
  ['no tip', inOne(/<Tip>.*<\/Tip>/, ''), ONE, '## First things', '<Tip>', /at least one/],
  ['no common mistake', inOne(/<Mistake[\s\S]*?<\/Mistake>/, ''), ONE, '## First things', '<Mistake>', /at least one/],
  ['one interview question', inOne(/<QA question="Who.*\n/, ''), ONE, '<InterviewQuestions>', '<InterviewQuestions>', /2 to 4/],
  [
    'no interview questions',
    inOne(/<InterviewQuestions>[\s\S]*?<\/InterviewQuestions>/, ''),
    ONE,
    '## First things',
    '<InterviewQuestions>',
    /2 to 4/,
  ],
  ['no interview cards', inOne(/<InterviewCards>[\s\S]*?<\/InterviewCards>/, ''), ONE, '## First things', '<InterviewCards>', /at least one/],
  ['two self-check questions', inOne('- Where is it kept?\n', ''), ONE, '<SelfCheck>', '<SelfCheck>', /three/],
  // Links
  ['a dead lesson', inProse('[x](/learn/sample/four)'), ONE, '/learn/sample/four', 'link', /\/learn/],
  ['a step without a lesson', inProse('[x](/learn/sample/three)'), ONE, '/learn/sample/three', 'link', /\/learn/],
  ['a dead track', inProse('[x](/learn/other)'), ONE, '/learn/other', 'link', /\/learn/],
  ['a dead page', inProse('[x](/about)'), ONE, '/about', 'link', /\/learn/],
  ['a dead anchor', inProse('[x](#nowhere)'), ONE, '#nowhere', 'link', /one of #first-things/],
  ['a dead anchor of another lesson', inProse('[x](/learn/sample/two#gone)'), ONE, '#gone', 'link', /one of #raw-text, #details/],
  [
    'a dead link in a question',
    inQuiz('prompt: Which one?', 'prompt: See [x](/learn/sample/four).'),
    QUIZ,
    'sample/four',
    'questions.0.prompt',
    /\/learn/,
  ],
  ['a dead link in a task', inLab('Make it count.', 'See [x](/learn/gone).'), LAB, 'task:', 'task', /\/learn/],
  // Questions
  ['no quiz', { file: QUIZ, to: null }, QUIZ, 1, 'file', /questions of the lesson/],
  ['a quiz that is not YAML', inQuiz('prompt: Which one?', 'prompt: "Which'), QUIZ, 4, 'yaml', /YAML/],
  [
    'no right option',
    inQuiz('text: This, right: true', 'text: This'),
    QUIZ,
    6,
    'questions.0.options',
    /exactly one option with right: true, found 0/,
  ],
  [
    'two right options',
    inQuiz('text: That, why: It is not so.', 'text: That, right: true, why: So.'),
    QUIZ,
    6,
    'questions.0.options',
    /exactly one option with right: true, found 2/,
  ],
  [
    'no right option among several',
    inQuiz(
      /(type: multiple[\s\S]*?)text: This, right: true(.*\n.*)text: That, right: true/,
      'type: multiple\n    prompt: x\n    explanation: y\n    options:\n      - { id: a, text: This, why: x }\n      - { id: b, text: That',
    ),
    QUIZ,
    13,
    'questions.1.options',
    /at least one option/,
  ],
  ['an option without a reason', inQuiz(', why: It is not so.', ''), QUIZ, 'text: That }', 'questions.0.options.1.why', /said to the learner/],
  ['an option with an empty reason', inQuiz('why: It is not so.', 'why: ""'), QUIZ, 'text: That, why: ""', 'questions.0.options.1.why', /not empty/],
  ['right: false', inQuiz('text: That, why', 'text: That, right: false, why'), QUIZ, 'right: false', 'questions.0.options.1.right', /true/],
  ['no explanation', inQuiz('    explanation: Because of the rule.\n', ''), QUIZ, 2, 'questions.0.explanation', /shown with the verdict/],
  [
    'an unknown type',
    inQuiz('type: single', 'type: choice'),
    QUIZ,
    'type: choice',
    'questions.0.type',
    /one of single, multiple, predict, fill-in, order, match/,
  ],
  [
    'an unknown field of a question',
    inQuiz('    type: single', '    type: single\n    points: 3'),
    QUIZ,
    'points',
    'questions.0.points',
    /one of id, prompt/,
  ],
  ['a question id twice in a quiz', inQuiz('q-one-second', 'q-one-first'), QUIZ, 9, 'questions.1.id', /each id once/],
  [
    'a question id of another lesson',
    { file: 'sample/02-two/quiz.yaml', from: 'q-two-first', to: 'q-one-first' },
    'sample/02-two/quiz.yaml',
    2,
    'questions.0.id',
    /no other question/,
  ],
  ['a wrong question id', inQuiz('q-one-first', 'first'), QUIZ, 2, 'questions.0.id', /q-cookie-scope/],
  ['an answer that is no number', inQuiz('answers: ["2"]', 'answers: ["two"]'), QUIZ, 'answers:', 'questions.3.answers.0', /a number/],
  ['a near miss that is right', inQuiz('answer: "3"', 'answer: "2.0"'), QUIZ, 'nearMisses', 'questions.3.nearMisses.0.answer', /tells apart/],
  ['three questions', inQuiz(/ {2}- id: q-one-fourth[\s\S]*/, ''), QUIZ, 1, 'questions', /at least four/],
  [
    'nothing to foretell',
    inQuiz(
      /type: predict[\s\S]*?matcher/,
      'type: fill-in\n    prompt: x\n    explanation: y\n    answers: ["2"]\n    matcher: number\n  - id: q-one-fourth\n    type: fill-in\n    prompt: x\n    explanation: y\n    answers: ["2"]\n    matcher',
    ),
    QUIZ,
    1,
    'questions',
    /foretells: true/,
  ],
  ['HTML in an option', inQuiz('text: That, why', 'text: "<b>That</b>", why'), QUIZ, '<b>', 'questions.0.options.1.text html', /`code`/],
  ['a question that is not there', { file: TWO, from: '"q-two-second"', to: '"q-two-fifth"' }, TWO, '<Quiz', '<Quiz ids>', /ids of quiz.yaml/],
  [
    'a question placed twice',
    { file: TWO, from: '<Lab>', to: '<Quiz ids={["q-two-second"]} />\n\n<Lab>' },
    TWO,
    '<Quiz ids={["q-two-second"]} />\n\n<Lab>',
    '<Quiz ids>',
    /in one place/,
  ],
  // Ids and places
  ['a lesson id twice', { file: TWO, from: 'id: les-two', to: 'id: les-one' }, TWO, 2, 'id', /no other lesson/],
  ['an unknown prerequisite', { file: TWO, from: '[les-one]', to: '[les-zero]' }, TWO, 'prerequisites', 'prerequisites.0', /earlier lesson/],
  [
    'a prerequisite that comes later',
    inOne('prerequisites: []', 'prerequisites: [les-two]'),
    ONE,
    'prerequisites',
    'prerequisites.0',
    /earlier lesson/,
  ],
  ['itself as prerequisite', inOne('prerequisites: []', 'prerequisites: [les-one]'), ONE, 'prerequisites', 'prerequisites.0', /earlier lesson/],
  ['another title than in the track', inOne('title: One', 'title: Uno'), ONE, 'title: Uno', 'title', /One, as in content\/sample\/track.yaml/],
  ['another level than in the track', inOne('level: basic', 'level: advanced'), ONE, 'level: advanced', 'level', /basic, as in/],
  [
    'a slug twice in the track',
    { file: TRACK, from: 'slug: three', to: 'slug: one' },
    TRACK,
    'title: Three',
    'modules.0.steps.2.slug',
    /no other step/,
  ],
  ['a track without a summary', { file: TRACK, from: 'summary: A track for tests.\n', to: '' }, TRACK, 1, 'summary', /about the track/],
  ['no track.yaml', { file: TRACK, to: null }, TRACK, 1, 'file', /all its steps/],
  ['a file that is no lesson', { file: 'sample/01-one/quizz.yaml', to: 'x' }, 'sample/01-one/quizz.yaml', 1, 'file', /lesson.mdx, quiz.yaml/],
  ['no lesson.mdx', { file: ONE, to: null }, ONE, 1, 'file', /front matter/],
  // Labs
  ['no lab', { file: LAB, to: null }, LAB, 1, 'file', /nodejs_server/],
  ['a lab in a lesson without one', { file: 'sample/01-one/lab/lab.yaml', to: 'title: x' }, 'sample/01-one/lab/lab.yaml', 1, 'mode', /no lab folder/],
  ['<Lab> without a lab', inProse('<Lab>Try it.</Lab>'), ONE, '<Lab>', '<Lab>', /no <Lab>/],
  ['a server for a script', { file: TWO, from: 'nodejs_server', to: 'nodejs_script' }, LAB, 'sites:', 'sites', /a script/],
  ['a missing file of the lab', { file: 'sample/02-two/lab/solved/lib/count.js', to: null }, LAB, 'files:', 'files.1', /the same files/],
  ['a file that is not listed', { file: 'sample/02-two/lab/start/extra.js', to: 'x' }, LAB, 'files:', 'files', /every file of start/],
  ['a solution that changes nothing', { file: 'sample/02-two/lab/solved/server.js', to: '// start\n' }, LAB, 'files:', 'files', /differs from start/],
  ['a step for another host', inLab('http://shop.test/", headers', 'http://bank.test/", headers'), LAB, 'id: first', 'steps.0.url', /URL/],
  ['cookies from a later step', inLab('cookiesFrom: first', 'cookiesFrom: later'), LAB, 'id: again', 'steps.1.cookiesFrom', /earlier step/],
  ['a step without a note', inLab(', note: The first visit.', ''), LAB, 'id: first', 'steps.0.note', /one line for the learner/],
  ['a wrong header', inLab('Accept: text/plain', '"Ac cept": x'), LAB, 'id: first', 'steps.0.headers.0.0', /HTTP token/],
  ['a host outside .test', inLab('host: shop.test', 'host: shop.example'), LAB, 'shop.example', 'sites.0.host', /\.test/],
  ['an entry that is not there', inLab('entry: server.js', 'entry: app.js'), LAB, 'app.js', 'sites.0.entry', /./],
  [
    'a kind of step that is none',
    inLab('steps:', 'steps:\n  - { id: x, type: click, note: A. }'),
    LAB,
    'id: x',
    'steps.0.type',
    /visit, submit, fetch/,
  ],
  ['a step of no browser', inLab('steps:', 'steps:\n  - { id: x, type: reload, note: A. }'), LAB, 'id: x', 'steps.0.browser', /./],
  [
    'a step of another browser',
    inLab('steps:', 'browsers: [{ name: alice }]\nsteps:\n  - { id: x, type: reload, browser: bob, note: A. }'),
    LAB,
    'browser: bob',
    'steps.0.browser',
    /name of the browser/,
  ],
  [
    'a visit to a host that is no site',
    inLab('steps:', 'browsers: [{ name: alice }]\nsteps:\n  - { id: x, type: visit, url: "http://shpo.test/", note: A. }'),
    LAB,
    'shpo',
    'steps.0.url',
    /nowhere\.test/,
  ],
  [
    'a frame that no step embeds',
    inLab('steps:', 'browsers: [{ name: alice }]\nsteps:\n  - { id: x, type: read-cookies, in: widget, note: A. }'),
    LAB,
    'in: widget',
    'steps.0.in',
    /embed step/,
  ],
  ['a wait without its length', inLab('steps:', 'steps:\n  - { id: x, type: wait, note: A. }'), LAB, 'id: x', 'steps.0.seconds', /how many seconds/],
  ['a clock that is no instant', inLab('steps:', 'clockStart: noon\nsteps:'), LAB, 'clockStart', 'clockStart', /2026-11-02T09:00:00Z/],
  ['a service that is none', inLab('steps:', 'services: [mysql]\nsteps:'), LAB, 'services', 'services.0', /redis/],
  ['keys of no service', inLab('steps:', 'listsKeys: true\nsteps:'), LAB, 'listsKeys', 'listsKeys', /keys/],
  [
    'checks that import',
    { file: 'sample/02-two/lab/checks.js', from: /^/, to: "import fs from 'node:fs'\n" },
    'sample/02-two/lab/checks.js',
    1,
    'import',
    /holds\(run\)/,
  ],
  ['no hints', inLab('[Look at the header.]', '[]'), LAB, 'hints', 'hints', /at least one hint/],
  [
    'a recording that cannot be read',
    { file: 'sample/02-two/lab/recorded.json', to: '{"start": 1' },
    'sample/02-two/lab/recorded.json',
    1,
    'file',
    /--record/,
  ],
  [
    'a recording of another form',
    { file: 'sample/02-two/lab/recorded.json', to: '{"contentVersion":"v20261121","start":[],"solved":[]}' },
    'sample/02-two/lab/recorded.json',
    1,
    'start',
    /--record/,
  ],
]

describe('an author is told', () => {
  it.each(planted)('%s', (_, edit, file, at, field, expected) => {
    const files = sampleCourse(...[edit].flat())
    const { mistakes } = loadCourse(files)
    const found = mistakes.find((mistake) => mistake.file === `content/${file}` && mistake.field === field)
    expect(found, JSON.stringify(mistakes, null, 1)).toBeDefined()
    expect(found?.expected).toMatch(expected)
    expect(found?.message).not.toBe('')
    expect(found?.line).toBe(typeof at === 'number' ? at : lineIn(files, file, at))
  })

  it('bytes that are no UTF-8, and of what is built on the lesson nothing', () => {
    const files = new Map(sampleCourse())
    files.set(`content/${ONE}`, Buffer.concat([files.get(`content/${ONE}`) ?? Buffer.alloc(0), Buffer.from([0x0a, 0xe4, 0x0a])]))
    const { mistakes } = loadCourse(files)
    expect(mistakes.map(({ file, field }) => [file, field])).toEqual([[`content/${ONE}`, 'text']])
  })

  it('what cannot be read once, where it begins', () => {
    const { mistakes } = loadCourse(sampleCourse(inQuiz('    type: single', '  type: single')))
    expect(mistakes).toHaveLength(1)
  })

  it('front matter that never ends, and nothing of lessons that need this one', () => {
    const { mistakes } = loadCourse(sampleCourse(inOne(/\n---\n/, '\n')))
    expect(mistakes.map(({ file, field }) => [file, field])).toEqual([[`content/${ONE}`, 'front matter']])
  })

  it('prerequisites in a circle over two tracks, at each of them', () => {
    const sample = sampleCourse({ file: TWO, from: '[les-one]', to: '[les-one, les-other-one]' })
    const other = [...sampleCourse(inOne('prerequisites: []', 'prerequisites: [les-two]'))].flatMap(([path, bytes]): [string, Uint8Array][] => {
      if (!/\/01-one\/|track\.yaml$/.test(path)) return []
      const text = Buffer.from(bytes)
        .toString()
        .replace('id: les-one', 'id: les-other-one')
        .replaceAll('q-one-', 'q-other-')
        .replace(/^id: sample$/m, 'id: other')
      return [[path.replace('content/sample/', 'content/other/'), Buffer.from(text)]]
    })
    const { mistakes } = loadCourse(new Map([...sample, ...other]))
    expect(mistakes.filter(({ expected }) => expected.includes('circle')).map(({ file, message }) => [file, message])).toEqual([
      ['content/other/01-one/lesson.mdx', 'les-two needs this lesson first'],
      [`content/${TWO}`, 'les-other-one needs this lesson first'],
    ])
  })

  it('days that have not come yet, where it is known which day it is', () => {
    const files = sampleCourse(inOne('lastReviewed: 2026-11-21', 'lastReviewed: 2026-11-23'), inOne('v20261121', 'v20261124'))
    expect(loadCourse(files, loadLesson, '2026-11-22').mistakes).toEqual([
      {
        file: `content/${ONE}`,
        line: lineIn(files, ONE, 'lastReviewed'),
        field: 'lastReviewed',
        message: '2026-11-23 has not come yet',
        expected: 'a day up to 2026-11-22',
      },
      {
        file: `content/${ONE}`,
        line: lineIn(files, ONE, 'contentVersion'),
        field: 'contentVersion',
        message: 'v20261124 has not come yet',
        expected: 'a day up to 2026-11-22',
      },
    ])
    expect(loadCourse(files, loadLesson, '2026-11-24').mistakes).toEqual([])
    expect(loadCourse(files).mistakes).toEqual([])
    expect(latestDayAt(new Date('2026-11-22T09:59:00Z'))).toBe('2026-11-22')
    expect(latestDayAt(new Date('2026-11-22T10:00:00Z'))).toBe('2026-11-23')
  })

  it('a wrong number of a folder', () => {
    const files = new Map([...sampleCourse()].map(([path, bytes]) => [path.replace('/01-one/', '/00-one/'), bytes]))
    expect(loadCourse(files).mistakes).toEqual([
      { file: 'content/sample/00-one/lesson.mdx', line: 1, field: 'folder', message: 'one is step 1 of its track', expected: 'the folder 01-one' },
    ])
  })

  it('a folder whose slug is no step', () => {
    const files = new Map([...sampleCourse()].map(([path, bytes]) => [path.replace('/01-one/', '/01-uno/'), bytes]))
    expect(loadCourse(files).mistakes[0]).toMatchObject({
      file: 'content/sample/01-uno/lesson.mdx',
      field: 'folder',
      message: 'no step has the slug uno',
    })
  })

  it('all mistakes at once, by file and line', () => {
    const { mistakes } = loadCourse(sampleCourse(inProse('{1}'), inOne('level: basic', 'level: easy'), inQuiz(', why: It is not so.', '')))
    expect(mistakes.map(({ file, field }) => [file, field])).toEqual([
      [`content/${ONE}`, 'level'],
      [`content/${ONE}`, '{expression}'],
      [`content/${QUIZ}`, 'questions.0.options.1.why'],
    ])
  })
})

describe('a course in which one lesson is broken', () => {
  const course = loadCourse(sampleCourse(inProse('{1}')))

  it('keeps the other lessons and gives the broken one its mistakes', () => {
    expect(course.lessons.map(({ slug }) => slug)).toEqual(['two'])
    expect(course.broken).toEqual([{ trackSlug: 'sample', slug: 'one', broken: course.mistakes }])
    expect(course.trackMistakes).toEqual([])
    expect(course.tracks[0]?.steps[0]?.lesson).toBeNull()
  })
})
