import type { ClinicState } from './clinic-state.ts'

const plain: ClinicState = {
  url: 'https://shop.test/login',
  lines: '',
  kind: 'address-bar',
  from: '',
  profile: 'chromium',
  thirdParties: 'usual',
  next: '',
  waitMinutes: 10,
}

/** Cases to begin with, each with a question that it answers. */
export const CLINIC_EXAMPLES: readonly { name: string; title: string; state: ClinicState }[] = [
  {
    name: 'sound',
    title: 'A session cookie as it should be',
    state: { ...plain, lines: 'Set-Cookie: __Host-sid=9f2c41; Path=/; Secure; HttpOnly; SameSite=Lax' },
  },
  {
    name: 'secure-over-http',
    title: 'Secure, set over plain http',
    state: { ...plain, url: 'http://shop.test/login', lines: 'Set-Cookie: sid=9f2c41; Path=/; Secure; HttpOnly\nSet-Cookie: theme=dark; Path=/' },
  },
  {
    name: 'cross-site-fetch',
    title: 'A fetch from another site that should carry the session',
    state: {
      ...plain,
      kind: 'fetch',
      from: 'https://partner.test/',
      url: 'https://api.shop.test/me',
      lines:
        'Set-Cookie: sid=9f2c41; Path=/; Secure; HttpOnly\nSet-Cookie: sso=77ab; Path=/; SameSite=None\nSet-Cookie: widget=b3; Path=/; SameSite=None; Secure',
    },
  },
  {
    name: 'domain',
    title: 'Domain: too wide, somebody else’s, a public suffix',
    state: {
      ...plain,
      url: 'https://www.shop.co.uk/',
      next: 'https://api.shop.co.uk/',
      lines:
        'Set-Cookie: a=1; Domain=shop.co.uk\nSet-Cookie: b=1; Domain=www.shop.co.uk\nSet-Cookie: c=1; Domain=api.shop.co.uk\nSet-Cookie: d=1; Domain=co.uk\nSet-Cookie: e=1',
    },
  },
  {
    name: 'prefixes',
    title: 'Names with a promise: __Secure-, __Host-, __Http-',
    state: {
      ...plain,
      lines:
        'Set-Cookie: __Host-sid=1; Path=/; Secure; Domain=shop.test\nSet-Cookie: __Host-sid=2; Path=/account; Secure\nSet-Cookie: __Secure-id=3; Path=/\nSet-Cookie: __Http-id=4; Path=/; Secure\nSet-Cookie: __Host-id=5; Path=/; Secure',
    },
  },
  {
    name: 'deletion',
    title: 'A deletion that deletes nothing',
    state: {
      ...plain,
      url: 'https://shop.test/account/logout',
      next: 'https://shop.test/account',
      lines:
        'Set-Cookie: sid=9f2c41; Path=/account; Secure\nSet-Cookie: sid=; Path=/; Max-Age=0\nSet-Cookie: old=; Path=/account; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
    },
  },
  {
    name: 'lax-post',
    title: 'A form on another site, three minutes later',
    state: {
      ...plain,
      kind: 'form',
      from: 'https://evil.test/',
      url: 'https://shop.test/transfer',
      waitMinutes: 3,
      lines:
        'Set-Cookie: a=1; Path=/; Secure\nSet-Cookie: b=1; Path=/; Secure; SameSite=Lax\nSet-Cookie: c=1; Path=/; Secure; SameSite=None\nSet-Cookie: d=1; Path=/; Secure; SameSite=Strict',
    },
  },
  {
    name: 'frame',
    title: 'A widget in another site’s frame, with and without Partitioned',
    state: {
      ...plain,
      kind: 'iframe',
      from: 'https://news.test/',
      url: 'https://chat.shop.test/',
      thirdParties: 'blocked',
      lines: 'Set-Cookie: seat=1; Path=/; Secure; SameSite=None\nSet-Cookie: __Host-seat=2; Path=/; Secure; SameSite=None; Partitioned',
    },
  },
  {
    name: 'attributes',
    title: 'Attributes that do not do what they say',
    state: {
      ...plain,
      url: 'https://shop.test/account/settings',
      lines:
        'Set-Cookie: a=1; Max-Age=1h; Expires=tomorrow\nSet-Cookie: b=1; Path=account; SameSite=Relaxed\nSet-Cookie: c=1; Max-Age=99999999; Secure=false; HttpOnly=no\nSet-Cookie: d=1; Max-Age=60; Expires=Wed, 01 Jan 2070 00:00:00 GMT; Priority=High',
    },
  },
]

export const FIRST_CLINIC_STATE: ClinicState = CLINIC_EXAMPLES[0]?.state ?? plain
