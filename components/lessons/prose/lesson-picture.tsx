import { lessonPath } from '#components/lessons/lesson-words.ts'
import type { LessonComponentProps } from '#lib/lessons/lesson-component-schema.ts'

/** A picture of the lesson's folder, served beside the lesson. */
export function LessonPicture({ src, alt, caption, trackSlug, slug }: LessonComponentProps<'Figure'> & { trackSlug: string; slug: string }) {
  return (
    <figure className="picture">
      {/* biome-ignore lint/performance/noImgElement: drawings of the lesson, served as they are */}
      <img src={`${lessonPath(trackSlug, slug)}/pictures/${src}`} alt={alt} loading="lazy" decoding="async" className="mx-auto max-w-full" />
      {caption ? <figcaption>{caption}</figcaption> : null}
    </figure>
  )
}
