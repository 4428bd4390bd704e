/** Whether the database takes this text as JSON: PostgreSQL keeps neither NUL nor halves of a surrogate pair there. */
export const isKeepableText = (text: string): boolean => !/[\0\p{Surrogate}]/u.test(text)

export const KEEPABLE_TEXT_EXPECTED = 'expected text without the character NUL and without halves of characters'
