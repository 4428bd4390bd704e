/** Stands at the end of the header and is named in the head of every page: nothing is drawn before this has been read. */
export const SITE_HEADER_END = 'site-header-end'
