/**
 * Whether lessons are read again when their files change, with mistakes shown in place of the lesson (`npm run dev` sets
 * CONTENT_LIVE=1). Otherwise content is read once and must be whole.
 */
export const isContentLive = (): boolean => process.env.CONTENT_LIVE === '1'
