/** A node of the syntax tree that the MDX parser made of an expression; only its type is known in advance. */
export type ExpressionNode = { type: string; [field: string]: unknown }

export type Literal = string | number | boolean | null | Literal[] | { [key: string]: Literal }

const isNode = (value: unknown): value is ExpressionNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

const refuse = (what: string): never => {
  throw new NotLiteralError(what)
}

/** Thrown for an expression that is more than a literal; the message names what it is. */
export class NotLiteralError extends Error {}

/**
 * The value of an expression that is a literal: a text, number, boolean, null, or an array or plain object of literals.
 * Nothing is executed and nothing is looked up by name. Throws NotLiteralError for anything else.
 */
export const literalValue = (node: unknown): Literal => {
  if (!isNode(node)) return refuse('nothing')
  switch (node.type) {
    case 'Literal':
      return plainLiteral(node)
    case 'TemplateLiteral':
      return plainTemplate(node)
    case 'UnaryExpression': {
      const value = node.operator === '-' && isNode(node.argument) ? literalValue(node.argument) : null
      return typeof value === 'number' ? -value : refuse('an operator')
    }
    case 'ArrayExpression':
      return listOf(node.elements).map((element) => literalValue(element))
    case 'ObjectExpression':
      return Object.fromEntries(listOf(node.properties).map(plainProperty))
    case 'Identifier':
      return refuse(`the name ${String(node.name)}`)
    default:
      return refuse(`a ${node.type.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()}`)
  }
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : refuse('nothing'))

const plainLiteral = (node: ExpressionNode): Literal => {
  if ('regex' in node && node.regex) return refuse('a regular expression')
  const { value } = node
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  return typeof value === 'number' && Number.isFinite(value) ? value : refuse('a number out of range')
}

const plainTemplate = (node: ExpressionNode): string => {
  const [quasi, ...others] = listOf(node.quasis)
  if (others.length > 0 || !isNode(quasi)) return refuse('a template with code in it')
  const value = quasi.value as { cooked?: unknown }
  return typeof value.cooked === 'string' ? value.cooked : refuse('a template that cannot be read')
}

const plainProperty = (property: unknown): [string, Literal] => {
  if (!isNode(property) || property.type !== 'Property') return refuse('a spread')
  if (property.computed) return refuse('a computed key')
  if (property.method || property.kind !== 'init' || property.shorthand) return refuse('a property that is not written as key: value')
  const { key } = property
  const name = isNode(key) ? (key.type === 'Identifier' ? key.name : key.type === 'Literal' ? key.value : null) : null
  if (typeof name !== 'string') return refuse('a key that is not a name or a text')
  if (name === '__proto__') return refuse('the key __proto__')
  return [name, literalValue(property.value)]
}
