/** Whether a text that came from outside can be the id of a row at all; PostgreSQL would not compare it otherwise. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
