/**
 * Every code that an event of the engine may carry, and where its rule is written: the closed set. The engine itself loads none of this; its
 * events carry the code alone.
 */

/** Redirects, navigation, mixed content and frames. */
const NAVIGATION_SECTIONS = {
  'redirect-followed': 'Fetch §4.5',
  'redirect-method-changed': 'Fetch §4.5 step 12',
  'redirect-method-kept': 'Fetch §4.5 step 12',
  'redirect-limit': 'Fetch §4.5 step 7',
  'redirect-location-invalid': 'Fetch §4.5 step 5',
  'redirect-scheme': 'Fetch §4.5 step 6',
  'redirect-handed-on': 'HTML, "navigate"',
  'redirect-locations-differ': 'RFC 9110 §10.2.2; Chromium refuses differing values',
  'redirect-with-credentials': 'Fetch §4.5 steps 9, 10',
  'authorization-dropped': 'Fetch §4.5 step 13',
  'origin-tainted': 'Fetch §2.2.5, "redirect-taint"',
  'page-changed': 'HTML, "navigate"',
  'page-kept-no-content': 'HTML, "navigate"',
  'page-kept-download': 'HTML, "navigate"',
  'page-kept-handed-on': 'HTML, "navigate"',
  'page-scrolled': 'HTML, "navigate to a fragment"',
  'page-failed': 'HTML, "navigate"',
  'page-error-download': 'Chromium, ERR_INVALID_RESPONSE',
  'page-error-empty': 'Chromium, ERR_HTTP_RESPONSE_CODE_FAILURE',
  'frame-loaded': 'HTML, "iframe"',
  'frame-empty': 'HTML, "iframe"',
  'frame-within-itself': 'HTML, "iframe"',
  'framing-refused-options': 'HTML, "X-Frame-Options"',
  'framing-refused-ancestors': 'CSP3 §6.4.2',
  'mixed-content-blocked': 'Mixed Content §4.4',
  'mixed-content-upgraded': 'Mixed Content §4.1',
  'mixed-form-stopped': 'Chromium, insecure form warning',
  'url-credentials-blocked': 'Fetch §5.4; Chromium for images, scripts and frames',
  'proxy-status-from-server': 'RFC 9110 §15.5.8; Chromium, ERR_UNEXPECTED_PROXY_AUTH',
  'network-failure': 'Fetch §2.2.6, "network error"',
  'reload-keeps-initiator': 'HTML, "reload"; RFC 6265bis §5.2',
} as const

/** Who may read what. */
const CORS_SECTIONS = {
  'cors-same-origin': 'Fetch §4.1',
  'cors-allowed': 'Fetch §4.10',
  'cors-opaque': 'Fetch §4.1',
  'cors-origin-missing': 'Fetch §4.10 step 2',
  'cors-origin-mismatch': 'Fetch §4.10 step 4',
  'cors-origin-several': 'Fetch §4.10 step 4',
  'cors-wildcard-with-credentials': 'Fetch §4.10 step 3',
  'cors-credentials-not-allowed': 'Fetch §4.10 step 6',
  'cors-same-origin-mode': 'Fetch §4.1',
  'preflight-method': 'Fetch §4.8',
  'preflight-header': 'Fetch §4.8',
  'preflight-not-needed': 'Fetch §4.8',
  'preflight-remembered': 'Fetch §4.9',
  'preflight-granted': 'Fetch §4.8',
  'preflight-status': 'Fetch §4.8 step 7',
  'preflight-redirected': 'Fetch §4.8',
  'preflight-method-refused': 'Fetch §4.8',
  'preflight-header-refused': 'Fetch §4.8',
  'preflight-authorization-wildcard': 'Fetch §4.8; Chromium lets it pass',
  'preflight-list-malformed': 'Fetch §4.8',
} as const

/** What goes along with a request. */
const REQUEST_SECTIONS = {
  'credentials-included': 'Fetch §4.6',
  'credentials-omitted': 'Fetch §4.6',
  'credentials-same-origin-only': 'Fetch §4.6',
  'preflight-without-credentials': 'Fetch §4.8',
  'set-cookie-ignored': 'Fetch §4.7',
  'origin-cors': 'Fetch §3.2',
  'origin-unsafe-method': 'Fetch §3.2',
  'origin-storage-access': 'Storage Access Headers; Chromium',
  'origin-policy': 'Fetch §3.2',
  'origin-not-sent': 'Fetch §3.2',
  'referrer-url': 'Referrer Policy §8.3',
  'referrer-origin': 'Referrer Policy §8.3',
  'referrer-downgrade': 'Referrer Policy §8.3',
  'referrer-policy': 'Referrer Policy §8.3',
  'referrer-nobody': 'HTML, "navigate"',
  'fetch-metadata-sent': 'Fetch Metadata §2',
  'fetch-metadata-untrusted': 'Fetch Metadata §3',
  'header-forbidden': 'Fetch §2.2.2',
  'header-not-no-cors': 'Fetch §2.2.2',
  'form-cannot-send-json': 'HTML, "form submission"',
} as const

/** What a script or an embedding page gets to see. */
const RESULT_SECTIONS = {
  'fetch-malformed': 'Fetch §5.4',
  'fetch-method-forbidden': 'Fetch §2.2.1',
  'fetch-method-no-cors': 'Fetch §5.4',
  'fetch-body-without-use': 'Fetch §5.4',
  'fetch-refused': 'Fetch §5.6',
  'embed-loaded': 'HTML, "img" and "script"',
  'image-shown-already': 'HTML, "list of available images"',
  'embed-failed': 'HTML, "img" and "script"',
} as const

/** Steps that are not played, and why. The state stays as it was. */
export const REFUSAL_SECTIONS = {
  'no-page': 'lab',
  'page-is-error': 'lab',
  'no-such-frame': 'lab',
  'frame-is-empty': 'lab',
  'typed-in-frame': 'lab',
  'bad-url': 'lab',
  'bad-form': 'lab',
  'bad-method': 'lab',
  busy: 'lab',
  'unknown-request': 'lab',
  'not-a-browser-step': 'lab',
  'needs-two-browsers': 'lab',
  'no-such-cookie': 'lab',
} as const

export const DECISION_SECTIONS = { ...NAVIGATION_SECTIONS, ...CORS_SECTIONS, ...REQUEST_SECTIONS, ...RESULT_SECTIONS, ...REFUSAL_SECTIONS } as const

export type DecisionCode = keyof typeof DECISION_SECTIONS
export type RefusalCode = keyof typeof REFUSAL_SECTIONS
