/** What a decision of the engine rests on: where it is written, and what it says to a learner. */
export type CodeEntry = { section: string; sentence: string }

/** Redirects, navigation, mixed content and frames. */
const NAVIGATION_CODES = {
  'redirect-followed': { section: 'Fetch §4.5', sentence: 'The response names another address, and the browser asks there.' },
  'redirect-method-changed': {
    section: 'Fetch §4.5 step 12',
    sentence: 'This status turns the request into a GET: method and body do not travel on.',
  },
  'redirect-method-kept': { section: 'Fetch §4.5 step 12', sentence: 'This status keeps method and body, so the next address receives them too.' },
  'redirect-limit': { section: 'Fetch §4.5 step 7', sentence: 'Twenty redirects have been followed; the browser follows no more.' },
  'redirect-location-invalid': { section: 'Fetch §4.5 step 5', sentence: 'The Location is not an address that the browser can read.' },
  'redirect-scheme': { section: 'Fetch §4.5 step 6', sentence: 'The Location leads to something other than http or https.' },
  'redirect-handed-on': {
    section: 'HTML, "navigate"',
    sentence: 'The Location is for another program than the browser; the person may be asked, and the page stays.',
  },
  'redirect-locations-differ': {
    section: 'RFC 9110 §10.2.2; Chromium refuses differing values',
    sentence: 'The response names several different addresses, and the browser trusts none of them.',
  },
  'redirect-with-credentials': {
    section: 'Fetch §4.5 steps 9, 10',
    sentence: 'A redirect of a request with CORS may not carry a user name or password in its address.',
  },
  'authorization-dropped': {
    section: 'Fetch §4.5 step 13',
    sentence: 'The redirect leads to another origin, so the Authorization header is left behind.',
  },
  'origin-tainted': {
    section: 'Fetch §2.2.5, "redirect-taint"',
    sentence: 'A foreign server sent the request on to yet another origin, so nobody can vouch for its sender: Origin becomes null.',
  },
  'page-changed': { section: 'HTML, "navigate"', sentence: 'The response becomes the page.' },
  'page-kept-no-content': {
    section: 'HTML, "navigate"',
    sentence: 'A response without content (204 or 205) leaves the page as it is; its cookies are stored all the same.',
  },
  'page-kept-download': {
    section: 'HTML, "navigate"',
    sentence: 'The response is a download, so the page stays; its cookies are stored all the same.',
  },
  'page-kept-handed-on': { section: 'HTML, "navigate"', sentence: 'Nothing came that the browser could show itself, so the page stays.' },
  'page-scrolled': {
    section: 'HTML, "navigate to a fragment"',
    sentence: 'Only the part after # is another: the page stays and nothing is asked for.',
  },
  'page-failed': {
    section: 'HTML, "navigate"',
    sentence: 'No response came that could be shown: the page is now the browser’s own error page, which has no cookies.',
  },
  'page-error-download': {
    section: 'Chromium, ERR_INVALID_RESPONSE',
    sentence: 'Only a success can be saved; with this status the page is now the browser’s own error page.',
  },
  'page-error-empty': {
    section: 'Chromium, ERR_HTTP_RESPONSE_CODE_FAILURE',
    sentence: 'The status tells of an error and there is no body to show: the page is now the browser’s own error page.',
  },
  'frame-loaded': { section: 'HTML, "iframe"', sentence: 'The response becomes the document of the frame.' },
  'frame-empty': { section: 'HTML, "iframe"', sentence: 'The response has nothing to show, so the frame stays empty.' },
  'framing-refused-options': { section: 'HTML, "X-Frame-Options"', sentence: 'X-Frame-Options does not let this page frame the response.' },
  'framing-refused-ancestors': {
    section: 'CSP3 §6.4.2',
    sentence: 'The frame-ancestors of the response’s Content-Security-Policy do not name a page that frames it.',
  },
  'mixed-content-blocked': { section: 'Mixed Content §4.4', sentence: 'A page that came over https may not load this over plain http.' },
  'mixed-content-upgraded': {
    section: 'Mixed Content §4.1',
    sentence: 'A page that came over https asks for images over https, whatever the address says.',
  },
  'mixed-form-stopped': {
    section: 'Chromium, insecure form warning',
    sentence: 'The form of a page that came over https goes to plain http or to another program: the browser stops and asks the person first.',
  },
  'url-credentials-blocked': {
    section: 'Fetch §5.4; Chromium for images, scripts and frames',
    sentence: 'An address with a user name or password in it is not loaded from within a page.',
  },
  'proxy-status-from-server': {
    section: 'RFC 9110 §15.5.8; Chromium, ERR_UNEXPECTED_PROXY_AUTH',
    sentence: 'Only a proxy may answer 407; from a server the browser takes nothing of such a response, not even cookies.',
  },
  'network-failure': { section: 'Fetch §2.2.6, "network error"', sentence: 'No usable response came back.' },
  'reload-keeps-initiator': {
    section: 'HTML, "reload"; RFC 6265bis §5.2',
    sentence: 'A reload repeats the navigation with the one who began it, so a page that a foreign site led to stays a foreign request.',
  },
} as const

/** Who may read what. */
const CORS_CODES = {
  'cors-same-origin': { section: 'Fetch §4.1', sentence: 'Page and address have the same origin, so the script may read the response.' },
  'cors-allowed': { section: 'Fetch §4.10', sentence: 'The response says that this origin may read it.' },
  'cors-opaque': { section: 'Fetch §4.1', sentence: 'In no-cors mode a foreign response arrives, but the script sees nothing of it.' },
  'cors-origin-missing': { section: 'Fetch §4.10 step 2', sentence: 'The response does not say who may read it, so the script may not.' },
  'cors-origin-mismatch': { section: 'Fetch §4.10 step 4', sentence: 'The response lets another origin read it, not this one.' },
  'cors-origin-several': { section: 'Fetch §4.10 step 4', sentence: 'Access-Control-Allow-Origin must be one origin or *, and here it is a list.' },
  'cors-wildcard-with-credentials': {
    section: 'Fetch §4.10 step 3',
    sentence: 'With credentials, * is not enough: the response must name the origin.',
  },
  'cors-credentials-not-allowed': {
    section: 'Fetch §4.10 step 6',
    sentence: 'The request was made with credentials, and the response does not say true to that.',
  },
  'cors-same-origin-mode': { section: 'Fetch §4.1', sentence: 'The script asked for its own origin only, and this address is of another.' },
  'preflight-method': {
    section: 'Fetch §4.8',
    sentence: 'A foreign server must be asked first, because a page without scripts could not use this method.',
  },
  'preflight-header': {
    section: 'Fetch §4.8',
    sentence: 'A foreign server must be asked first, because a page without scripts could not send these headers.',
  },
  'preflight-not-needed': { section: 'Fetch §4.8', sentence: 'A form or link could send this too, so the foreign server is not asked first.' },
  'preflight-remembered': { section: 'Fetch §4.9', sentence: 'The foreign server has been asked before, and its permission has not run out.' },
  'preflight-granted': { section: 'Fetch §4.8', sentence: 'The foreign server permits method and headers.' },
  'preflight-status': { section: 'Fetch §4.8 step 7', sentence: 'The answer to the preflight is not a success status (200 to 299).' },
  'preflight-redirected': { section: 'Fetch §4.8', sentence: 'A preflight is not redirected; the server must answer OPTIONS itself.' },
  'preflight-method-refused': { section: 'Fetch §4.8', sentence: 'The method is not among those that the foreign server permits.' },
  'preflight-header-refused': { section: 'Fetch §4.8', sentence: 'A header is not among those that the foreign server permits.' },
  'preflight-authorization-wildcard': {
    section: 'Fetch §4.8; Chromium lets it pass',
    sentence: 'By the text * never covers Authorization; the browser still lets it pass, and will not for ever.',
  },
  'preflight-list-malformed': { section: 'Fetch §4.8', sentence: 'A list of permissions in the answer to the preflight cannot be read.' },
} as const

/** What goes along with a request. */
const REQUEST_CODES = {
  'credentials-included': { section: 'Fetch §4.6', sentence: 'The request is made with credentials: cookies go along and may be set.' },
  'credentials-omitted': {
    section: 'Fetch §4.6',
    sentence: 'The script asked for a request without credentials: no cookie goes along, none is stored.',
  },
  'credentials-same-origin-only': {
    section: 'Fetch §4.6',
    sentence: 'Credentials go to the page’s own origin only, and this address is of another: no cookie goes along, none is stored.',
  },
  'preflight-without-credentials': { section: 'Fetch §4.8', sentence: 'A preflight never carries cookies and cannot set them.' },
  'set-cookie-ignored': {
    section: 'Fetch §4.7',
    sentence: 'The response sets cookies, but the request was made without credentials, so they are dropped.',
  },
  'origin-cors': { section: 'Fetch §3.2', sentence: 'Origin tells the foreign server who wants to read its response.' },
  'origin-unsafe-method': {
    section: 'Fetch §3.2',
    sentence: 'Origin goes with every method that may change something, so that the server can tell who asks.',
  },
  'origin-storage-access': {
    section: 'Storage Access Headers; Chromium',
    sentence: 'The site on top of the page is asked from below a foreign frame: Origin tells it who asks, so that it may ask for its cookies.',
  },
  'origin-policy': { section: 'Fetch §3.2', sentence: 'The referrer policy hides where the request comes from, so Origin is null.' },
  'origin-not-sent': { section: 'Fetch §3.2', sentence: 'A plain GET or HEAD carries no Origin.' },
  'referrer-url': { section: 'Referrer Policy §8.3', sentence: 'Referer tells the whole address of the page that asks.' },
  'referrer-origin': { section: 'Referrer Policy §8.3', sentence: 'Referer tells only the origin of the page that asks.' },
  'referrer-downgrade': { section: 'Referrer Policy §8.3', sentence: 'The way leads from https to plain http, so there is no Referer.' },
  'referrer-policy': { section: 'Referrer Policy §8.3', sentence: 'The referrer policy of the page forbids a Referer here.' },
  'referrer-nobody': { section: 'HTML, "navigate"', sentence: 'No page asks, so there is no Referer.' },
  'fetch-metadata-sent': {
    section: 'Fetch Metadata §2',
    sentence: 'Sec-Fetch-* headers tell the server who asks and what for; a script cannot forge them.',
  },
  'fetch-metadata-untrusted': {
    section: 'Fetch Metadata §3',
    sentence: 'Over plain http there are no Sec-Fetch-* headers: nobody could trust them.',
  },
  'header-forbidden': { section: 'Fetch §2.2.2', sentence: 'A script may not set this header; it is left out.' },
  'header-not-no-cors': {
    section: 'Fetch §2.2.2',
    sentence: 'In no-cors mode a script may set only headers that a form could send; this one is left out.',
  },
  'form-cannot-send-json': {
    section: 'HTML, "form submission"',
    sentence: 'No form can send this content type; only a script can. The lab lets it pass to show what a server then does.',
  },
} as const

/** What a script or an embedding page gets to see. */
const RESULT_CODES = {
  'fetch-malformed': {
    section: 'Fetch §5.4',
    sentence: 'Method and header names must be plain tokens, and values may not hold line breaks or what is no byte.',
  },
  'fetch-method-forbidden': { section: 'Fetch §2.2.1', sentence: 'No script may use this method.' },
  'fetch-method-no-cors': { section: 'Fetch §5.4', sentence: 'In no-cors mode only GET, HEAD and POST are possible.' },
  'fetch-body-without-use': { section: 'Fetch §5.4', sentence: 'GET and HEAD cannot have a body.' },
  'fetch-refused': { section: 'Fetch §5.6', sentence: 'The promise of fetch is rejected with a TypeError that says nothing of the reason.' },
  'embed-loaded': {
    section: 'HTML, "img" and "script"',
    sentence: 'The response was used; the page can tell that it loaded, and cannot read its text.',
  },
  'embed-failed': { section: 'HTML, "img" and "script"', sentence: 'The page can tell that it did not load, and no more.' },
} as const

/** Steps that are not played, and why. The state stays as it was. */
export const REFUSAL_CODES = {
  'no-page': { section: 'lab', sentence: 'The browser has no page yet from which this could be done; visit one first.' },
  'page-is-error': {
    section: 'lab',
    sentence: 'The page is the browser’s own error page; nothing can be done from it but visiting another or reloading.',
  },
  'no-such-frame': { section: 'lab', sentence: 'No frame of the page has this name; a frame has the id of the step that embedded it.' },
  'frame-is-empty': { section: 'lab', sentence: 'The frame has no document from which this could be done.' },
  'typed-in-frame': {
    section: 'lab',
    sentence: 'The address bar belongs to the whole page, and so does its reload; leave `in` out, or say `from: page`.',
  },
  'bad-url': { section: 'lab', sentence: 'The address is not an http or https URL.' },
  'bad-form': { section: 'lab', sentence: 'A form has no body of another kind when its method is GET.' },
  'bad-method': { section: 'lab', sentence: 'The method is not a plain token such as POST.' },
  busy: { section: 'lab', sentence: 'The browser waits for the answer to a request; give it that first.' },
  'unknown-request': { section: 'lab', sentence: 'The browser waits for no request of this id.' },
  'not-a-browser-step': { section: 'lab', sentence: 'This step is not one that a browser performs.' },
  'needs-two-browsers': { section: 'lab', sentence: 'Copying a cookie takes two browsers; use stealCookie with both states.' },
  'no-such-cookie': { section: 'lab', sentence: 'The other browser has no cookie of this name.' },
} as const

/** Every code that an event of the engine may carry; the closed set. */
export const DECISION_CODES = { ...NAVIGATION_CODES, ...CORS_CODES, ...REQUEST_CODES, ...RESULT_CODES, ...REFUSAL_CODES } as const

export type DecisionCode = keyof typeof DECISION_CODES
export type RefusalCode = keyof typeof REFUSAL_CODES
