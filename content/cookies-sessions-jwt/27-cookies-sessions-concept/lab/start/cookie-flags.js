// The same for all three tickets. A name that begins with __Host- makes the browser insist on secure, on path / and on no domain.
export const cookieFlags = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' }
