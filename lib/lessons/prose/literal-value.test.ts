import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attributeValue, findUnsafe } from './lesson-guard.ts'
import { parseLessonTree } from './lesson-tree.ts'
import { NotLiteralError } from './literal-value.ts'

/** The value of the one prop of a component, read as the guard and the drawing read it. */
const propValue = (expression: string) => {
  const [element] = parseLessonTree(`<Tip a={${expression}} />`).children
  const attribute = element?.type === 'mdxJsxFlowElement' ? element.attributes[0] : undefined
  return attributeValue(attribute?.value)
}

describe('a literal', () => {
  it('comes back as it was written, whatever JSON it is', () => {
    const hasPlainKeys = (value: unknown): boolean => !JSON.stringify(value).includes('"__proto__"')
    fc.assert(
      fc.property(fc.jsonValue().filter(hasPlainKeys), (value) => {
        // JSON writes -0 as 0, and as a literal -0 is an operator before 0.
        expect(propValue(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it.each([
    ["'a'", 'a'],
    ['`a`', 'a'],
    ['-1.5', -1.5],
    ['{ a: 1, "b-c": [true, null] }', { a: 1, 'b-c': [true, null] }],
  ])('%s is one', (text, value) => expect(propValue(text)).toEqual(value))
})

describe('an expression that is more than a literal', () => {
  const secrets = globalThis as { touched?: number }

  it.each([
    'x',
    'undefined',
    'x.y',
    'f()',
    'new F()',
    '() => 1',
    'function () {}',
    'class {}',
    '1 + 1',
    '!true',
    '+1',
    '-"1"',
    'typeof 1',
    'a ? 1 : 2',
    'a || 1',
    'a = 1',
    'a++',
    '/x/',
    '1n',
    '1e999',
    '`a$' + '{1}`',
    'tag`a`',
    '[...[1]]',
    '[1, , 2]',
    '{ ...{} }',
    '{ [1]: 2 }',
    '{ 1: 2 }',
    '{ a }',
    '{ a() {} }',
    '{ get a() { return 1 } }',
    '{ __proto__: null }',
    '{ "__proto__": null }',
    '[{ a: [x] }]',
    'import("x")',
    'import.meta',
    'this',
    'await 1',
    '(1, 2)',
    '<Tip />',
  ])('%s is refused', (text) => expect(() => propValue(text)).toThrow(NotLiteralError))

  it('is refused wherever it hides in a literal, and never executed', () => {
    const hide = fc.constantFrom(
      (inner: string) => `[${inner}]`,
      (inner: string) => `[1, ${inner}]`,
      (inner: string) => `{ a: ${inner} }`,
      (inner: string) => `{ a: 1, b: { c: ${inner} } }`,
      (inner: string) => `-(${inner})`,
    )
    fc.assert(
      fc.property(fc.array(hide, { maxLength: 4 }), (layers) => {
        delete secrets.touched
        const text = layers.reduce((inner, layer) => layer(inner), '(globalThis.touched = 1)')
        expect(() => propValue(text)).toThrow(NotLiteralError)
        expect(secrets.touched).toBeUndefined()
      }),
    )
  })
})

describe('the guard', () => {
  it('lets no component pass that is not offered, whatever its name', () => {
    const offered = new Set([
      'Predict',
      'Lab',
      'Quiz',
      'Callout',
      'Tip',
      'Mistake',
      'Compare',
      'Term',
      'Figure',
      'Steps',
      'InterviewQuestions',
      'InterviewCards',
      'Faq',
      'QA',
      'SelfCheck',
    ])
    const name = fc.oneof(
      fc.constantFrom(...Object.getOwnPropertyNames(Object.prototype)),
      fc.stringMatching(/^[A-Za-z_$][\w$]{0,8}([.:-][A-Za-z]{1,4})?$/),
    )
    fc.assert(
      fc.property(
        name.filter((one) => !offered.has(one)),
        (one) => {
          expect(findUnsafe(parseLessonTree(`<${one} />`), 'x').map(({ field }) => field)).toEqual([`<${one}>`])
        },
      ),
    )
  })

  it('lets no prop pass that the component does not have', () => {
    const prop = fc.oneof(
      fc.constantFrom('onClick', 'onLoad', 'ref', 'key', 'style', 'className', 'children', 'constructor', '__proto__', 'dangerouslySetInnerHTML'),
      fc.stringMatching(/^[a-z][A-Za-z]{1,10}$/),
    )
    fc.assert(
      fc.property(prop, (one) => {
        expect(findUnsafe(parseLessonTree(`<Tip ${one}="x">y</Tip>`), 'x')).not.toEqual([])
      }),
    )
  })
})
