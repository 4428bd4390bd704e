/** What the course holds now. */
export type CourseLesson = { id: string; track: string; slug: string; contentVersion: string; questions: { id: string; type: string }[] }

/** What the register holds: everything that was ever published. */
export type RegisteredLesson = { id: string; track: string; slug: string; contentVersion: string; retiredAt: Date | null }
export type RegisteredQuestion = { id: string; lessonId: string; type: string; retiredAt: Date | null }

export type RegisterChanges = {
  /** Lessons to write whole (new, changed, or back again). */
  lessons: Omit<CourseLesson, 'questions'>[]
  questions: { id: string; lessonId: string; type: string }[]
  retiredLessonIds: string[]
  retiredQuestionIds: string[]
  /** Sentences for whoever runs the seed. */
  reports: string[]
}

/**
 * What must be written so that the register holds the course, and what an author should hear of. Ids are for good: a question
 * that turns up in another lesson keeps its place in the register, and is reported; nothing is ever deleted.
 * `unreadable` names lessons (`track/slug`) that have mistakes just now: what was registered there is left alone.
 */
export function compareRegister(
  course: readonly CourseLesson[],
  registered: { lessons: readonly RegisteredLesson[]; questions: readonly RegisteredQuestion[] },
  unreadable: ReadonlySet<string>,
): RegisterChanges {
  const lessonsById = new Map(registered.lessons.map((lesson) => [lesson.id, lesson]))
  const questionsById = new Map(registered.questions.map((question) => [question.id, question]))
  const asked = course.flatMap(({ id, questions }) => questions.map((question) => ({ ...question, lessonId: id })))
  const moved = asked.filter((question) => (questionsById.get(question.id)?.lessonId ?? question.lessonId) !== question.lessonId)
  const courseIds = new Set(course.map(({ id }) => id))
  const askedIds = new Set(asked.map(({ id }) => id))
  const leftAlone = new Set(registered.lessons.filter(({ track, slug }) => unreadable.has(`${track}/${slug}`)).map(({ id }) => id))

  const lessons = course.filter((lesson) => {
    const row = lessonsById.get(lesson.id)
    return !row || row.retiredAt !== null || row.track !== lesson.track || row.slug !== lesson.slug || row.contentVersion !== lesson.contentVersion
  })
  const questions = asked.filter((question) => {
    const row = questionsById.get(question.id)
    return !row || (row.lessonId === question.lessonId && (row.retiredAt !== null || row.type !== question.type))
  })
  const retiredLessons = registered.lessons.filter(({ id, retiredAt }) => retiredAt === null && !courseIds.has(id) && !leftAlone.has(id))
  const retiredQuestions = registered.questions.filter(
    ({ id, lessonId, retiredAt }) => retiredAt === null && !askedIds.has(id) && !leftAlone.has(lessonId),
  )
  return {
    lessons: lessons.map(({ id, track, slug, contentVersion }) => ({ id, track, slug, contentVersion })),
    questions,
    retiredLessonIds: retiredLessons.map(({ id }) => id),
    retiredQuestionIds: retiredQuestions.map(({ id }) => id),
    reports: [
      ...moved.map(
        (question) =>
          `Question ${question.id} is now asked in lesson ${question.lessonId}, but belongs to ${questionsById.get(question.id)?.lessonId} for good: give it a new id.`,
      ),
      ...retiredLessons.map(({ id, track, slug }) => `Lesson ${id} (${track}/${slug}) is no longer in the content: its id is kept as retired.`),
      ...retiredQuestions.map(({ id, lessonId }) => `Question ${id} of lesson ${lessonId} is no longer asked: its id is kept as retired.`),
    ],
  }
}
