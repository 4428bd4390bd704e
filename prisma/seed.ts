// Writes the ids of the course into the register. Idempotent; run at every start and by `npm run db:seed`.
import { PrismaPg } from '@prisma/adapter-pg'
import { findLesson, listLessonPaths } from '#lib/lessons/lesson-catalogue.ts'
import { PrismaClient } from './generated/client.ts'
import { type CourseLesson, compareRegister } from './register-rules.ts'

const SEED_LOCK = 72_707_370

const { course, unreadable } = await readCourse()
const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: process.env.DATABASE_URL, connectionTimeoutMillis: 10_000, max: 2 }) })
try {
  const reports = await prisma.$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${SEED_LOCK}::bigint)`
    const registered = { lessons: await transaction.lesson.findMany(), questions: await transaction.question.findMany() }
    const changes = compareRegister(course, registered, unreadable)
    const retiredAt = new Date()
    for (const { id, ...place } of changes.lessons) {
      await transaction.lesson.upsert({ where: { id }, create: { id, ...place }, update: { ...place, retiredAt: null } })
    }
    for (const { id, ...question } of changes.questions) {
      await transaction.question.upsert({ where: { id }, create: { id, ...question }, update: { type: question.type, retiredAt: null } })
    }
    await transaction.lesson.updateMany({ where: { id: { in: changes.retiredLessonIds } }, data: { retiredAt } })
    await transaction.question.updateMany({ where: { id: { in: changes.retiredQuestionIds } }, data: { retiredAt } })
    const written = changes.lessons.length + changes.questions.length
    return [
      ...(written > 0 ? [`${changes.lessons.length} lessons and ${changes.questions.length} questions are registered.`] : []),
      ...changes.reports,
    ]
  })
  process.stdout.write(reports.map((report) => `${report}\n`).join(''))
} finally {
  await prisma.$disconnect()
}

async function readCourse(): Promise<{ course: CourseLesson[]; unreadable: Set<string> }> {
  const course: CourseLesson[] = []
  const unreadable = new Set<string>()
  for (const { track, lesson: slug } of await listLessonPaths()) {
    const lesson = await findLesson(track, slug)
    if (lesson && !('broken' in lesson)) {
      const questions = lesson.quiz.questions.map(({ id, type }) => ({ id, type }))
      course.push({ id: lesson.id, track, slug, contentVersion: lesson.frontMatter.contentVersion, questions })
    } else unreadable.add(`${track}/${slug}`)
  }
  return { course, unreadable }
}
