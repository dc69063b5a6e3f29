import { expect, it } from 'vitest'
import { blocks, brought, isDisputed, pieces } from './compare'

it('says which lines went and which came', () => {
  expect(blocks('a\nb\nc\n', 'a\nB\nc\nd\n')).toEqual([
    { before: ['b'], after: ['B'], beforeAt: 2, afterAt: 2 },
    { before: [], after: ['d'], beforeAt: 4, afterAt: 4 },
  ])
  expect(blocks('a\n', 'a\n')).toEqual([])
})
it('brings together what two changed in different lines', () => {
  const all = pieces('a\nb\nc\nd\ne\n', 'A\nb\nc\nd\ne\n', 'a\nb\nc\nd\nE\n')
  expect(all.some(isDisputed)).toBe(false)
  expect(brought(all, () => false)).toBe('A\nb\nc\nd\nE\n')
})
it('leaves a line both changed to be chosen, and loses neither', () => {
  const all = pieces('a\nb\nc\n', 'a\nmine\nc\n', 'a\ntheirs\nc\n')
  expect(all.filter(isDisputed)).toEqual([{ base: ['b'], mine: ['mine'], theirs: ['theirs'] }])
  expect(brought(all, () => false)).toBe('a\nmine\nc\n')
  expect(brought(all, () => true)).toBe('a\ntheirs\nc\n')
})
