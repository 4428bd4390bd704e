import type { ReactNode } from 'react'
import type { AskKind } from '#lib/cookies/asking-rules.ts'
import { CLINIC_EXAMPLES } from '#lib/tools/set-cookie/clinic-examples.ts'
import { type ClinicState, WAIT_MINUTES_MAX } from '#lib/tools/set-cookie/clinic-state.ts'
import { type ClinicFault, needsPage } from '#lib/tools/set-cookie/examine-lines.ts'
import { PASTED_CHARACTERS_MAX } from '#lib/tools/set-cookie/pasted-lines.ts'

const KINDS: Record<AskKind, string> = {
  'address-bar': 'the address bar: somebody typed the address',
  link: 'a link that is followed',
  form: 'a form that posts',
  fetch: 'fetch by a script, with credentials',
  image: 'a picture in a page',
  iframe: 'a frame in a page',
  script: 'document.cookie, on the page itself',
}
const BROWSERS: Record<ClinicState['profile'], string> = { chromium: 'Chrome, Edge, Opera', firefox: 'Firefox', safari: 'Safari' }
const THIRD_PARTIES: Record<ClinicState['thirdParties'], string> = {
  usual: 'as this browser usually does',
  blocked: 'kept back',
  allowed: 'let through',
}

type Props = { id: string; state: ClinicState; faults: readonly ClinicFault[]; change: (state: ClinicState) => void }

/** The lines, and the occasion on which they come; below it the request that follows. */
export function ClinicForm({ id, state, faults, change }: Props) {
  const set = (part: Partial<ClinicState>) => change({ ...state, ...part })
  const isScript = state.kind === 'script'
  const expected = 'Expected an address that begins with http:// or https://.'
  return (
    <form className="mt-3 grid gap-4" onSubmit={(event) => event.preventDefault()}>
      <label className="text-sm">
        Begin with an example
        <select
          value={CLINIC_EXAMPLES.find((example) => example.state === state)?.name ?? ''}
          onChange={(event) => {
            const example = CLINIC_EXAMPLES.find(({ name }) => name === event.currentTarget.value)
            if (example) change(example.state)
          }}
          className="field mt-1 min-h-9 py-1! text-ellipsis"
        >
          <option value="">Your own</option>
          {CLINIC_EXAMPLES.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <Field
        id={`${id}-lines`}
        label={isScript ? 'What the script writes, one cookie a line' : 'Set-Cookie lines, or the whole response'}
        fault={faults.includes('lines') ? 'Expected at least one line.' : null}
      >
        <textarea
          id={`${id}-lines`}
          rows={Math.min(12, Math.max(5, state.lines.split('\n').length + 1))}
          maxLength={PASTED_CHARACTERS_MAX}
          value={state.lines}
          onChange={(event) => set({ lines: event.currentTarget.value })}
          aria-invalid={faults.includes('lines')}
          aria-describedby={`${id}-lines-fault`}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          dir="ltr"
          className="field mt-1 block font-mono text-xs! wrap-anywhere"
        />
      </Field>
      <AddressField
        id={`${id}-url`}
        label={isScript ? 'On the page' : 'Sent by'}
        value={state.url}
        fault={faults.includes('url') ? expected : null}
        change={(url) => set({ url })}
      />
      <Choice label="Who asks" value={state.kind} words={KINDS} choose={(kind) => set({ kind })} />
      {needsPage(state) ? (
        <AddressField
          id={`${id}-from`}
          label="On the page"
          value={state.from}
          fault={faults.includes('from') ? expected : null}
          change={(from) => set({ from })}
        />
      ) : null}
      <div className="grid gap-4 sm:grid-cols-2">
        <Choice label="Browser" value={state.profile} words={BROWSERS} choose={(profile) => set({ profile })} />
        <Choice label="Third parties’ cookies" value={state.thirdParties} words={THIRD_PARTIES} choose={(thirdParties) => set({ thirdParties })} />
      </div>
      <fieldset className="mt-2 grid gap-4 border-t border-line pt-3">
        <legend className="float-start w-full text-ui font-semibold">The next one of this kind</legend>
        <AddressField
          id={`${id}-next`}
          label="Goes to (empty: to the same address)"
          value={state.next}
          fault={faults.includes('next') ? expected : null}
          change={(next) => set({ next })}
        />
        <label className="text-sm">
          Minutes later
          <input
            type="number"
            min={0}
            max={WAIT_MINUTES_MAX}
            step={1}
            value={state.waitMinutes}
            onChange={(event) => set({ waitMinutes: Math.min(WAIT_MINUTES_MAX, Math.max(0, Math.trunc(event.currentTarget.valueAsNumber) || 0)) })}
            className="field mt-1 min-h-9 py-1!"
          />
        </label>
      </fieldset>
    </form>
  )
}

function Field({ id, label, fault, children }: { id: string; label: string; fault: string | null; children: ReactNode }) {
  return (
    <div className="text-sm">
      <label htmlFor={id}>{label}</label>
      {children}
      <p id={`${id}-fault`} className="mt-1 text-bad empty:hidden">
        {fault}
      </p>
    </div>
  )
}

type AddressProps = { id: string; label: string; value: string; fault: string | null; change: (value: string) => void }

function AddressField({ id, label, value, fault, change }: AddressProps) {
  return (
    <Field id={id} label={label} fault={fault}>
      <input
        id={id}
        type="text"
        inputMode="url"
        maxLength={2000}
        value={value}
        onChange={(event) => change(event.currentTarget.value)}
        aria-invalid={fault !== null}
        aria-describedby={`${id}-fault`}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        dir="ltr"
        className="field mt-1 min-h-9 py-1! font-mono text-xs!"
      />
    </Field>
  )
}

type ChoiceProps<Value extends string> = { label: string; value: Value; words: Record<Value, string>; choose: (value: Value) => void }

function Choice<Value extends string>({ label, value, words, choose }: ChoiceProps<Value>) {
  return (
    <label className="text-sm">
      {label}
      <select value={value} onChange={(event) => choose(event.currentTarget.value as Value)} className="field mt-1 min-h-9 py-1! text-ellipsis">
        {(Object.keys(words) as Value[]).map((name) => (
          <option key={name} value={name}>
            {words[name]}
          </option>
        ))}
      </select>
    </label>
  )
}
