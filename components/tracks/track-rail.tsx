import Link from 'next/link'
import type { LessonPart } from '#components/lessons/lesson-parts.ts'
import { type RailModule, RailModules } from '#components/tracks/rail-modules.tsx'
import { Icon } from '#components/ui/icon.tsx'
import type { Track } from '#lib/lessons/lesson.ts'

/**
 * The track beside the lesson: a column on wide pages, a drawer on others. The module of this step is open, and the parts
 * of the page stand under the step.
 */
export function TrackRail({ track, current, parts }: { track: Track; current: string; parts: LessonPart[] }) {
  return (
    <nav id="track-rail" popover="auto" className="track-rail" aria-label={`Steps of ${track.title}`}>
      <div className="rail-head">
        <Link href={`/learn/${track.slug}`} prefetch={false} className="plain-link font-semibold">
          {track.title}
        </Link>
        <button
          type="button"
          className="button button-quiet icon-button"
          popoverTarget="track-rail"
          popoverTargetAction="hide"
          aria-label="Close the list of steps"
        >
          <Icon name="close" />
        </button>
      </div>
      <RailModules trackSlug={track.slug} modules={track.modules.map(railModule)} current={current} parts={parts} />
    </nav>
  )
}

function railModule({ title, steps }: Track['modules'][number]): RailModule {
  return {
    title,
    steps: steps.map(({ number, slug, title: name, lesson }) => ({ number, slug, title: name, ...(lesson && { lessonId: lesson.id }) })),
  }
}
