import { PartList } from '#components/lessons/frame/part-list.tsx'
import type { LessonPart } from '#components/lessons/lesson-parts.ts'
import { Icon } from '#components/ui/icon.tsx'

/** All parts of the page behind one button: a popover of the platform, which needs no script and closes by Escape. */
export function JumpMenu({ parts }: { parts: LessonPart[] }) {
  return (
    <>
      <button type="button" className="button button-quiet" popoverTarget="jump-menu">
        <Icon name="jump" />
        Jump
      </button>
      <nav id="jump-menu" popover="auto" className="jump-menu" aria-label="Jump to a part of this page">
        <PartList parts={parts} />
      </nav>
    </>
  )
}
