import { describe, expect, it } from 'vitest'
import * as rules from './role-rules.ts'
import { ROLES, type Role, type Viewer } from './viewer.ts'

const viewerOf = (role: Role): Viewer => ({ id: 'me', displayName: 'Me', role })

/** Who may do it: nobody signed out, then learner, instructor, moderator, admin; on one's own and on somebody else's. */
const TABLE: [string, (viewer: Viewer | null, ownerId: string) => boolean, own: string, others: string][] = [
  ['post', (viewer) => rules.canPost(viewer), '-lima', '-lima'],
  ['edit a post', rules.canEditPost, '-lima', '-----'],
  ['delete a post', rules.canDeletePost, '-lima', '---ma'],
  ['report a post', rules.canReportPost, '-----', '-lima'],
  ['moderate', (viewer) => rules.canModerate(viewer), '---ma', '---ma'],
  ['teach', (viewer) => rules.canTeach(viewer), '--i-a', '--i-a'],
  ['administer', (viewer) => rules.canAdminister(viewer), '----a', '----a'],
  ['use the work of', (viewer, ownerId) => viewer !== null && rules.canUseWorkOf(viewer, ownerId), '-lima', '-----'],
]

describe.each(TABLE)('who may %s', (_, rule, own, others) => {
  const viewers: (Viewer | null)[] = [null, ...ROLES.map(viewerOf)]
  it.each([
    ['me', own],
    ['somebody-else', others],
  ])('of %s: %s', (ownerId, expected) => {
    expect(viewers.map((viewer) => rule(viewer, ownerId))).toEqual([...expected].map((letter) => letter !== '-'))
  })
})

it('nobody owns a post whose author is gone', () => {
  expect(rules.canEditPost(viewerOf('admin'), null)).toBe(false)
  expect(rules.canDeletePost(viewerOf('learner'), null)).toBe(false)
  expect(rules.canDeletePost(viewerOf('moderator'), null)).toBe(true)
})
