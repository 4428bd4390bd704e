import type { ReactNode } from 'react'
import { Icon } from '#components/ui/icon.tsx'

/** Points from the prose to the playground. */
export function LabPointer({ hasLab, children }: { hasLab: boolean; children?: ReactNode }) {
  return (
    <div role="note" className="lab-pointer">
      <Icon name="flask" className="mt-1 size-5 text-action" />
      <div className="prose-flow">{children}</div>
      {hasLab ? (
        <a href="#playground" className="button">
          Open the playground
        </a>
      ) : null}
    </div>
  )
}
