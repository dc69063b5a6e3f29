import type { CaseLine } from '@huiyin/api'
import { expect, it } from 'vitest'
import { marksAt } from './marks'

const line = (case_no: string, grid: string, colour: string) =>
  ({ case_no, colour, place: { grid, community: grid.slice(0, 12), street: grid.slice(0, 9) } }) as CaseLine
const middles = new Map<string, [number, number]>([['990101001001001', [10, 20]], ['990101001001', [50, 60]]])
const spread = ([x, y]: [number, number], at: number, step: number): [number, number] => [x + at * step, y]

it('puts late cases on top, neighbours beside each other, and who has no grid where the community is', () => {
  const marks = marksAt([line('a', '990101001001001', 'red'), line('b', '990101001001001', 'green'), line('c', '990101001001999', 'paused'), line('d', '990109999999999', 'red')], { middles }, spread, 8)
  expect(marks.map((mark) => [mark.line.case_no, mark.x, mark.tone])).toEqual([['c', 50, 'waiting'], ['b', 18, 'ontime'], ['a', 10, 'late']])
})
