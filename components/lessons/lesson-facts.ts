import { lessonPath, levelWords } from '#components/lessons/lesson-words.ts'
import type { Lesson, Track } from '#lib/lessons/lesson.ts'
import { siteUrl } from '#lib/site-url.ts'

const provider = { '@type': 'Organization', name: 'Crumbtrail', url: siteUrl() }

/** A track as a schema.org Course; steps without a lesson are not claimed. */
export function courseFacts(track: Track) {
  const written = track.steps.filter((step) => step.lesson !== null)
  const minutes = written.reduce((sum, step) => sum + (step.lesson?.minutes ?? 0), 0)
  return {
    '@type': 'Course',
    '@id': siteUrl(`/learn/${track.slug}`),
    url: siteUrl(`/learn/${track.slug}`),
    name: track.title,
    description: track.summary,
    inLanguage: 'en',
    isAccessibleForFree: true,
    provider,
    hasCourseInstance: { '@type': 'CourseInstance', courseMode: 'Online', courseWorkload: `PT${minutes}M` },
    hasPart: written.map((step) => ({
      '@type': 'LearningResource',
      '@id': siteUrl(lessonPath(track.slug, step.slug)),
      name: step.title,
      position: step.number,
    })),
  }
}

/** A lesson as a schema.org LearningResource. */
export function lessonFacts({ frontMatter, minutes, number, slug, track, prerequisites }: Lesson) {
  const url = siteUrl(lessonPath(track.slug, slug))
  return {
    '@type': 'LearningResource',
    '@id': url,
    url,
    name: frontMatter.title,
    description: frontMatter.summary,
    teaches: frontMatter.aims.what,
    educationalLevel: levelWords[frontMatter.level],
    learningResourceType: frontMatter.mode === 'none' ? 'Lesson with quiz' : 'Lesson with quiz and programming exercise',
    timeRequired: `PT${minutes}M`,
    dateModified: frontMatter.lastReviewed,
    version: frontMatter.contentVersion,
    inLanguage: 'en',
    isAccessibleForFree: true,
    position: number,
    isPartOf: { '@type': 'Course', '@id': siteUrl(`/learn/${track.slug}`), name: track.title },
    author: frontMatter.authors.map((name) => ({ '@type': 'Organization', name })),
    provider,
    citation: frontMatter.sources.map((source) => source.url),
    competencyRequired: prerequisites.length > 0 ? prerequisites.map((before) => before.title).join(', ') : undefined,
  }
}
