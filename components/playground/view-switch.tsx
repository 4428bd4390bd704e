export type TimelineView = 'diagram' | 'table' | 'text'

const VIEWS: readonly [TimelineView, string][] = [
  ['diagram', 'Diagram'],
  ['table', 'Table'],
  ['text', 'Text'],
]

type ViewSwitchProps = { view: TimelineView; hasLegend: boolean; onChoose: (view: TimelineView) => void }

/** What the looks of a cookie mean, and the same timeline drawn, as a table, or as text to copy. */
export function ViewSwitch({ view, hasLegend, onChoose }: ViewSwitchProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 px-3 py-1">
      {hasLegend && view === 'diagram' ? <Legend /> : <span />}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, and these are buttons */}
      <div role="group" aria-label="Show the timeline as" className="needs-js flex gap-1">
        {VIEWS.map(([name, words]) => (
          <button
            key={name}
            type="button"
            aria-pressed={view === name}
            onClick={() => onChoose(name)}
            className={`min-h-7 cursor-pointer rounded-md px-2 text-sm ${view === name ? 'bg-action-soft font-semibold' : 'text-muted hover:text-ink'}`}
          >
            {words}
          </button>
        ))}
      </div>
    </div>
  )
}

const LOOKS = [
  ['border-action bg-action', 'set'],
  ['border-action', 'sent'],
  ['border-bad', 'kept back'],
] as const

function Legend() {
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-xs text-muted" aria-hidden="true">
      {LOOKS.map(([look, words]) => (
        <span key={words} className="inline-flex items-center gap-1">
          <span className={`relative inline-block h-2.5 w-5 rounded-full border ${look}`}>
            {words === 'kept back' ? <span className="absolute inset-x-0.5 top-1/2 border-t border-bad" /> : null}
          </span>
          {words}
        </span>
      ))}
    </p>
  )
}
