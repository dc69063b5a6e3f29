import { expect, it } from 'vitest'
import { copied, kRoles, newPassword, newPost, problemOf, samePosts } from './posts'

it('makes passwords that are long, readable and never the same', () => {
  const many = new Set(Array.from({ length: 200 }, () => newPassword()))
  expect(many.size).toBe(200)
  for (const one of many) expect(one).toMatch(/^[a-km-np-zA-HJ-NP-Z2-9]{16}$/)
})
it('finds the field a refusal speaks of', () => {
  expect(problemOf('/posts/1/unit', 1, 'unit')).toBe(true)
  expect(problemOf('/posts/1/unit', 0, 'unit')).toBe(false)
  expect(problemOf('/posts/1', 1, 'role')).toBe(true)
})
it('knows a changed post from the same one', () => {
  const posts = copied([{ unit: 'cc', role: 'intake', place: '', valid_from: '', valid_until: '' }])
  expect(samePosts(posts, copied(posts))).toBe(true)
  expect(samePosts(posts, [...posts, newPost()])).toBe(false)
})
it('offers every role once', () => expect(new Set(kRoles).size).toBe(19))
