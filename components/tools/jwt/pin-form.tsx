import { ALGORITHM_NAMES, ALGORITHMS, type Algorithm } from '#lib/tools/jwt/algorithms.ts'
import { KEY_FAULT_WORDS } from '#lib/tools/jwt/key-lint.ts'
import type { SecretForm } from '#lib/tools/jwt/read-key.ts'
import type { SignatureCheck } from '#lib/tools/jwt/verify-token.ts'

/** What the person says that a verifier should insist on. */
export type PinDraft = {
  algorithm: Algorithm | ''
  keyText: string
  secretForm: SecretForm
  issuer: string
  audience: string
  type: string
  leewaySeconds: number
}

export const BLANK_PIN: PinDraft = { algorithm: '', keyText: '', secretForm: 'text', issuer: '', audience: '', type: '', leewaySeconds: 0 }

const KEY_WORDS: Record<(typeof ALGORITHMS)[Algorithm]['key'], string> = {
  secret: 'secret',
  RSA: 'RSA key',
  'P-256': 'key on P-256',
  'P-384': 'key on P-384',
  'P-521': 'key on P-521',
  Ed25519: 'key on Ed25519',
}

type Props = { id: string; pin: PinDraft; check: SignatureCheck | null; change: (pin: PinDraft) => void }

/** The verifier's side: algorithm, key, and with whom and what it expects to deal. None of it is taken from the token. */
export function PinForm({ id, pin, check, change }: Props) {
  const isSecret = pin.algorithm !== '' && ALGORITHMS[pin.algorithm].key === 'secret'
  const fault = check?.state === 'key-refused' && check.fault !== 'empty' ? KEY_FAULT_WORDS[check.fault] : null
  const set = (part: Partial<PinDraft>) => change({ ...pin, ...part })
  return (
    <>
      <h2 id={id} className="text-lg">
        What you insist on
      </h2>
      <p className="mt-1 text-sm text-muted">From what you know of the issuer, never from the token.</p>
      <div className="mt-3 grid gap-4">
        <label className="text-sm">
          Algorithm
          <select
            value={pin.algorithm}
            onChange={(event) => set({ algorithm: event.currentTarget.value as PinDraft['algorithm'] })}
            className="field mt-1 min-h-9 py-1!"
          >
            <option value="">None named: nothing is verified</option>
            {ALGORITHM_NAMES.map((name) => (
              <option key={name} value={name}>{`${name}: ${KEY_WORDS[ALGORITHMS[name].key]}`}</option>
            ))}
          </select>
        </label>
        {isSecret ? <SecretFormChoice id={id} form={pin.secretForm} choose={(secretForm) => set({ secretForm })} /> : null}
        <div className="text-sm">
          <label htmlFor={`${id}-key`}>{isSecret ? 'Secret' : 'Public key: PEM, certificate, JWK or a set of JWKs'}</label>
          <textarea
            id={`${id}-key`}
            rows={isSecret ? 2 : 5}
            value={pin.keyText}
            onChange={(event) => set({ keyText: event.currentTarget.value })}
            aria-invalid={fault !== null}
            aria-describedby={`${id}-key-fault`}
            autoComplete="off"
            autoCapitalize="off"
            autoCorrect="off"
            spellCheck={false}
            dir="ltr"
            className="field mt-1 block font-mono text-xs! break-all"
          />
          <p id={`${id}-key-fault`} className="mt-1 text-bad empty:hidden">
            {fault}
          </p>
        </div>
        <div className="grid gap-4 sm:grid-cols-2">
          <ExpectedField label="Issuer (iss)" example="https://login.shop.test" value={pin.issuer} change={(issuer) => set({ issuer })} />
          <ExpectedField
            label="You, the audience (aud)"
            example="https://api.shop.test"
            value={pin.audience}
            change={(audience) => set({ audience })}
          />
          <ExpectedField label="Kind of token (typ)" example="at+jwt" value={pin.type} change={(type) => set({ type })} />
          <label className="text-sm">
            Leeway for clocks, in seconds
            <input
              type="number"
              min={0}
              max={300}
              step={1}
              value={pin.leewaySeconds}
              onChange={(event) => set({ leewaySeconds: Math.min(300, Math.max(0, Math.trunc(event.currentTarget.valueAsNumber) || 0)) })}
              className="field mt-1 min-h-9 py-1!"
            />
          </label>
        </div>
      </div>
    </>
  )
}

function SecretFormChoice({ id, form, choose }: { id: string; form: SecretForm; choose: (form: SecretForm) => void }) {
  const forms = { text: 'plain text', base64url: 'base64url' } satisfies Record<SecretForm, string>
  return (
    <fieldset className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
      <legend className="float-start me-5">The secret is</legend>
      {(Object.keys(forms) as SecretForm[]).map((name) => (
        <label key={name} className="flex min-h-6 items-center gap-2">
          <input type="radio" name={`${id}-form`} checked={form === name} onChange={() => choose(name)} className="size-4 accent-action" />
          {forms[name]}
        </label>
      ))}
    </fieldset>
  )
}

type FieldProps = { label: string; example: string; value: string; change: (value: string) => void }

function ExpectedField({ label, example, value, change }: FieldProps) {
  return (
    <label className="text-sm">
      {label}
      <input
        type="text"
        value={value}
        onChange={(event) => change(event.currentTarget.value)}
        placeholder={example}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        dir="ltr"
        className="field mt-1 min-h-9 py-1! font-mono text-xs!"
      />
    </label>
  )
}
