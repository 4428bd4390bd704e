export type TimelineView = 'diagram' | 'table' | 'text'

const VIEWS: readonly [TimelineView, string][] = [
  ['diagram', 'Diagram'],
  ['table', 'Table'],
  ['text', 'Text'],
]

/** The same timeline drawn, as a table, or as text to copy. */
export function ViewSwitch({ view, onChoose }: { view: TimelineView; onChoose: (view: TimelineView) => void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, and these are buttons
    <div role="group" aria-label="Show the timeline as" className="needs-js flex justify-end gap-1 px-3 py-1">
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
  )
}
