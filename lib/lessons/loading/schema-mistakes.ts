import { z } from 'zod'

/** One fault of a value against a schema, in words for an author. `path` is where the value stands. */
export type DescribedIssue = { path: (string | number)[]; message: string; expected: string }

/** Said where a rule between several fields is broken and neither the rule nor the field says more. */
export const FITTING = 'a value that fits the others'

/**
 * What is wrong with a value by a schema, in the schema's order; empty when it fits. `expected` repeats the field's
 * description where it has one, so that a message says what the field is for.
 */
export const describeIssues = (schema: z.ZodType, value: unknown): DescribedIssue[] => {
  const result = schema.safeParse(value, { reportInput: true })
  return result.success ? [] : result.error.issues.flatMap((issue) => describeIssue(schema, issue, value))
}

/** The same, for issues that a schema has already found. */
export const describeIssue = (schema: z.ZodType, issue: z.core.$ZodIssue, value: unknown): DescribedIssue[] => {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema, path, value)
    const expected = known.length > 0 ? `one of ${known.join(', ')}` : 'nothing here'
    return issue.keys.map((key) => ({ path: [...path, key], message: `there is no field ${key}`, expected }))
  }
  const purpose = describeField(schema, path, value)
  if (issue.code === 'custom' && !issue.message.startsWith('expected ')) {
    return [{ path, message: issue.message, expected: purpose || FITTING }]
  }
  const wanted = expectation(issue)
  const expected = purpose && wanted ? `${wanted} (${purpose})` : wanted || purpose || 'another value'
  return [{ path, message: finding(issue, valueAt(value, path)), expected }]
}

const expectation = (issue: z.core.$ZodIssue): string => {
  if (issue.message.startsWith('expected ')) return issue.message.slice('expected '.length)
  switch (issue.code) {
    case 'invalid_type':
      return TYPE_WORDS[issue.expected] ?? issue.expected
    case 'invalid_value':
      return issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.map(String).join(', ')}`
    case 'invalid_union':
      return 'options' in issue && issue.options ? `one of ${issue.options.map(String).join(', ')}` : 'a value of another kind'
    case 'too_big':
      return `at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}`
    case 'too_small':
      return `at least ${issue.minimum}${issue.origin === 'string' ? ' characters' : ''}`
    default:
      return issue.message
  }
}

const TYPE_WORDS: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'fields',
  record: 'fields',
}

const finding = (issue: z.core.$ZodIssue, found: unknown): string => {
  if (found === undefined) return 'the field is missing'
  if (found === null) return 'the field is empty'
  if (issue.code === 'invalid_type') return `the value is ${kindOf(found)}`
  if (Array.isArray(found) && found.length === 0) return 'the list is empty'
  if (typeof found === 'object') return issue.code === 'custom' ? 'the parts do not fit' : `the value is ${kindOf(found)} of another form`
  return `the value is ${JSON.stringify(found).slice(0, 80)}`
}

const kindOf = (found: unknown): string =>
  Array.isArray(found) ? 'a list' : typeof found === 'object' ? 'fields' : typeof found === 'string' ? 'a text' : `a ${typeof found}`

const valueAt = (value: unknown, path: (string | number)[]): unknown =>
  path.reduce<unknown>(
    (inner, part) => (typeof inner === 'object' && inner !== null ? (inner as Record<string | number, unknown>)[part] : undefined),
    value,
  )

/** The schemas that a path leads through: wrappers are taken off, and unions followed by the value's own discriminator. */
const schemaAt = (schema: z.ZodType, path: (string | number)[], value: unknown): z.ZodType | null => {
  const open = unwrap(schema, value)
  const [part, ...rest] = path
  if (part === undefined) return schema
  const inner = valueAt(value, [part])
  if (open instanceof z.ZodObject) {
    const field = open.shape[part] as z.ZodType | undefined
    return field ? schemaAt(field, rest, inner) : null
  }
  if (open instanceof z.ZodArray) return schemaAt(open.element as z.ZodType, rest, inner)
  return null
}

const unwrap = (schema: z.ZodType, value: unknown): z.ZodType => {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return unwrap(schema.unwrap() as z.ZodType, value)
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const { discriminator } = schema.def
    const option = (schema.options as z.ZodObject[]).find((one) => one.shape[discriminator]?.safeParse(valueAt(value, [discriminator])).success)
    return option ?? schema
  }
  return schema
}

/** What a field is for, by the description of the schema at this path or at what holds it; an empty text when there is none. */
export const describeField = (schema: z.ZodType, path: (string | number)[], value: unknown): string => {
  for (let length = path.length; length > 0; length -= 1) {
    const field = schemaAt(schema, path.slice(0, length), value)
    if (field?.description) return field.description
  }
  return ''
}

const knownKeys = (schema: z.ZodType, path: (string | number)[], value: unknown): string[] => {
  const found = schemaAt(schema, path, value)
  const open = found ? unwrap(found, valueAt(value, path)) : null
  return open instanceof z.ZodObject ? Object.keys(open.shape) : []
}
