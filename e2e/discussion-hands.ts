/** What a reader and a writer do in a discussion: every part found by its words, as on the page. */
import { expect, type Locator, type Page } from '@playwright/test'
import type { CourseLesson } from './course.ts'

export const discussionPath = (lesson: CourseLesson): string => `${lesson.path}/discussion`

/** A comment by its number in the thread that the page shows. */
export const commentOf = (page: Page, number: number): Locator => page.getByRole('article', { name: new RegExp(`^Comment ${number}( by|, )`) })

/** The comment that holds this text. */
export const commentWith = (page: Page, text: string): Locator => page.getByRole('article', { name: /^Comment \d+/ }).filter({ hasText: text })

export const composerOf = (page: Page): Locator => page.getByRole('textbox', { name: /^(Ask a question about this lesson|Reply|Your comment)$/ })

/** Writes a thread from the lesson's discussion page; the page is then the thread's own. */
export async function postThread(page: Page, lesson: CourseLesson, text: string): Promise<void> {
  await page.goto(discussionPath(lesson))
  await composerOf(page).fill(text)
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await expect(page).toHaveURL(/\/discussion\/[0-9a-f-]{36}#comment-[0-9a-f-]{36}$/)
  await expect(commentOf(page, 1)).toBeVisible()
}

/** Replies on the page of a thread, which may still be on its way from one that has another composer; the page then shows the reply. */
export async function postReply(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Reply', exact: true }).fill(text)
  await page.getByRole('button', { name: 'Post reply' }).click()
  await expect(page).toHaveURL(/\?at=\d+#comment-/)
}

/** The address of the thread that the page shows. */
export const threadUrl = (page: Page): string => page.url().replace(/[?#].*$/, '')
