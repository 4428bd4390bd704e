'use client'

import { useId } from 'react'
import type { DecisionState } from '#components/discussions/decision-state.ts'
import { REASON_WORDS } from '#components/discussions/report-words.ts'
import { REPORT_NOTE_CHARACTERS_MAX } from '#lib/discussions/comment-limits.ts'
import type { ReportReason } from '#lib/discussions/comment-schema.ts'

/** What is wrong with a comment, and in one's own words why. */
export function ReportFields({ state: { refusal, values } }: { state: DecisionState }) {
  const id = useId()
  const faults = refusal?.reason === 'faults' ? refusal.faults : {}
  return (
    <>
      <fieldset className="grid gap-1" aria-describedby={faults.reason ? `${id}reason` : undefined}>
        <legend className="mb-1.5 font-semibold">What is wrong with it?</legend>
        {faults.reason ? <Fault id={`${id}reason`}>{faults.reason}</Fault> : null}
        {(Object.keys(REASON_WORDS) as ReportReason[]).map((reason) => (
          <label key={reason} className="flex min-h-8 items-center gap-2.5">
            <input type="radio" name="reason" value={reason} required defaultChecked={values.reason === reason} className="accent-action size-4" />
            {REASON_WORDS[reason]}
          </label>
        ))}
      </fieldset>
      <div className="grid gap-1.5">
        <label htmlFor={`${id}note`} className="font-semibold">
          Anything else? <span className="font-normal text-muted">(optional)</span>
        </label>
        <p id={`${id}hint`} className="text-sm text-muted">{`Only moderators read this. At most ${REPORT_NOTE_CHARACTERS_MAX} characters.`}</p>
        {faults.note ? <Fault id={`${id}fault`}>{faults.note}</Fault> : null}
        <textarea
          id={`${id}note`}
          name="note"
          dir="auto"
          rows={3}
          defaultValue={values.note}
          aria-invalid={faults.note ? true : undefined}
          aria-describedby={`${id}hint${faults.note ? ` ${id}fault` : ''}`}
          className="field"
        />
      </div>
    </>
  )
}

function Fault({ id, children }: { id: string; children: string }) {
  return (
    <p id={id} className="border-s-2 border-bad ps-2 text-sm text-bad">
      {children}
    </p>
  )
}
