import { expect, it } from 'vitest'
import { lengthOf, reach, scaleOf, standing, stepped } from './geometry'

it('ends a scale at a round number over the largest bar', () => {
  expect(scaleOf(7)).toEqual([0, 2, 4, 6, 8])
  expect(scaleOf(83)).toEqual([0, 50, 100])
  expect(scaleOf(3)).toEqual([0, 1, 2, 3])
  expect(scaleOf(490)).toEqual([0, 200, 400, 600])
  expect(scaleOf(0)).toEqual([0, 1])
})
it('stands bars on zero, in proportion, and shows the smallest', () => {
  const bars = standing([100, 50, 0, 0.1], 100, { left: 40, top: 10, width: 400, height: 200 })
  expect(bars.map((bar) => bar.height)).toEqual([200, 100, 0, 2])
  expect(bars.map((bar) => bar.top + bar.height)).toEqual([210, 210, 210, 210])
  expect(bars.map((bar) => bar.middle)).toEqual([90, 190, 290, 390])
})
it('measures a lying bar', () => {
  expect(lengthOf(5, 20)).toBe(25)
  expect(lengthOf(5, 0)).toBe(0)
})
it('keeps a thin mark within reach', () => {
  expect(reach(99, 1, 300)).toEqual([276, 24])
  expect(reach(1, 99, 300)).toEqual([24, 276])
  expect(reach(1, 1, 300)).toEqual([150, 150])
  expect(reach(0, 4, 300)).toEqual([0, 300])
  expect(reach(4, 0, 300)).toEqual([300, 0])
  expect(reach(0, 0, 300)).toEqual([0, 0])
})
it('steps with the arrow keys and stays inside', () => {
  expect(stepped(0, 'ArrowLeft', 5)).toBe(0)
  expect(stepped(0, 'End', 5)).toBe(4)
  expect(stepped(4, 'ArrowRight', 5)).toBe(4)
  expect(stepped(2, 'x', 5)).toBe(2)
})
