/** Who sent a request, as far as limits and the list of sessions need to know: the key of the address, and the browser in words. */
export type Sender = { address: string; device: string }
