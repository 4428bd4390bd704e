// The same for all three tickets. With these flags a name may begin with __Host-, and the browser then insists on them.
export const cookieFlags = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' }
