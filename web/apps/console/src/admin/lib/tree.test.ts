import { expect, it } from 'vitest'
import { contains, pruned, sizeOf, treeOf } from './tree'

const units = [['a', ''], ['a1', 'a'], ['a2', 'a'], ['a11', 'a1'], ['b', 'gone'], ['c', 'c']] as const
const tree = treeOf(units, ([code]) => code, ([, parent]) => parent)

it('hangs every unit once, orphans and circles at the top', () => {
  expect(tree.map((node) => node.item[0])).toEqual(['a', 'b', 'c'])
  expect(sizeOf(tree)).toBe(6)
})
it('keeps the way to what is searched for, and all below it', () => {
  expect(sizeOf(pruned(tree, ([code]) => code === 'a11'))).toBe(3)
  expect(sizeOf(pruned(tree, ([code]) => code === 'a'))).toBe(4)
  expect(pruned(tree, () => false)).toEqual([])
})
it('searches without caring for case; nothing searched finds all', () => {
  expect(contains(' Hou ')('Housing')).toBe(true)
  expect(contains('')('x')).toBe(true)
  expect(contains('z')('x', 'y')).toBe(false)
})
