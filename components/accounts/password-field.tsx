'use client'

import { type InputHTMLAttributes, useState } from 'react'

/** A password can be looked at while it is typed, pasted, and filled in by a password manager (NIST SP 800-63B-4, 3.1.1.2). */
export function PasswordField(attributes: Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'className'>) {
  const [isShown, setShown] = useState(false)
  return (
    <div className="flex gap-2">
      <input {...attributes} type={isShown ? 'text' : 'password'} autoCapitalize="none" spellCheck={false} className="field min-w-0 flex-1" />
      <button type="button" className="button needs-js min-w-16" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
        {isShown ? 'Hide' : 'Show'}
        <span className="sr-only"> password</span>
      </button>
    </div>
  )
}
