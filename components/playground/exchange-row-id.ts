/** The element that shows the first of a step's rows. */
export const exchangeRowId = (key: string): string => `exchange-${key}`
