import { expect, it } from 'vitest'
import { doubleArea, holds, isSame, keyOf, knitted, neighboursOf, sizeOf, withCornerMoved, withCornerOn, withoutCorner, type Net, type Point, type Ring } from './net'
import { merge, split } from './net_cut'

// Three squares of some hundred metres in a row, and one above the first two that shares no corner with the edge between them.
const kSide = 10_000
const box = (x: number, y: number, width = kSide, height = kSide): Ring => [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]
const net: Net = [
  { code: 'a', parts: [[box(0, 0)]] },
  { code: 'b', parts: [[[...box(kSide, 0)].reverse()]] },
  { code: 'c', parts: [[box(2 * kSide, 0)]] },
  { code: 'd', parts: [[box(0, kSide, 2 * kSide)]] },
]
const parts = (of: Net, code: string) => of.find((grid) => grid.code === code)?.parts ?? []
const whole = (of: Net) => of.reduce((sum, grid) => sum + sizeOf(grid.parts), 0)

// Seamless: every edge inside the net is run through once in each direction, by exactly two grids.
function seams(of: Net): number {
  const once = new Set<string>()
  for (const ring of of.flatMap((grid) => grid.parts.flatMap((polygon) => polygon.map((one, at) => (doubleArea(one) > 0 === (at === 0) ? one : [...one].reverse()))))) {
    ring.forEach((point, at) => {
      const next = ring[(at + 1) % ring.length] as Point
      const back = `${keyOf(next)} ${keyOf(point)}`
      if (!once.delete(back)) once.add(`${keyOf(point)} ${keyOf(next)}`)
    })
  }
  return once.size // what is left is the net's own rim
}
const knit = knitted(net, 'd')

it('knits corners that stand on another grid\'s edge into it, whichever way it is wound', () => {
  expect(parts(knit, 'd')[0]?.[0]).toHaveLength(5)
  expect(seams(knit)).toBe(9)
  expect(knitted(knit, 'd')).toEqual(knit)
  expect(knit[2]).toBe(net[2])
})
it('takes corners a hand\'s breadth apart for one', () => {
  const loose: Net = [{ code: 'a', parts: [[box(0, 0)]] }, { code: 'b', parts: [[[[kSide + 2, 1], [2 * kSide, 0], [2 * kSide, kSide], [kSide, kSide - 2]]]] }]
  expect(seams(knitted(loose, 'a'))).toBe(6)
})
it('moves a corner in all outlines that have it', () => {
  const moved = withCornerMoved(knit, [kSide, kSide], [kSide + 500, kSide + 300])
  expect(['a', 'b', 'd'].every((code) => parts(moved, code).flat(2).some((point) => isSame(point, [kSide + 500, kSide + 300])))).toBe(true)
  expect(moved[2]).toBe(knit[2])
  expect(seams(moved)).toBe(9)
  expect(whole(moved)).toBe(whole(knit))
})
it('sets a corner on an edge of both, and takes it away again; where three meet it stays', () => {
  const more = withCornerOn(knit, [kSide, 0], [kSide, kSide], [kSide + 100, 4000])
  expect(seams(more)).toBe(9)
  expect(sizeOf(parts(more, 'a')) + sizeOf(parts(more, 'b'))).toBe(sizeOf(parts(knit, 'a')) + sizeOf(parts(knit, 'b')))
  expect(withoutCorner(more, [kSide + 100, 4000])).toEqual(knit)
  expect(withoutCorner(knit, [kSide, kSide])).toBeUndefined()
})
it('knows who shares an edge; a corner is not enough', () => {
  expect(neighboursOf(net, 'b').sort()).toEqual(['a', 'c', 'd'])
  expect(neighboursOf(net, 'c')).toEqual(['b'])
})
it('tells what lies inside, edges too', () => {
  const ring: Ring[] = [box(0, 0), box(4000, 4000, 2000, 2000)]
  expect([[1, 1], [0, 5], [5000, 5000], [-1, 5], [kSide, kSide]].map((point) => holds([ring], point as unknown as Point))).toEqual([true, true, false, false, true])
})

const cut = (line: Point[], code = 'd') => split(knit, code, line, 'new')
const netOf = (result: ReturnType<typeof split>): Net => ('net' in result ? result.net : [])

it('cuts a grid along a line, so that all still fits to the last digit', () => {
  const done = netOf(cut([[3000, 2 * kSide], [5001, 15_003], [3000, kSide + 2]]))
  expect(seams(done)).toBe(10) // the rim has one corner more
  expect(whole(done)).toBe(whole(knit))
  expect(sizeOf(parts(done, 'd'))).toBeGreaterThan(sizeOf(parts(done, 'new')))
  expect(parts(done, 'a').flat(2)).toContainEqual([3000, kSide])
  const other = netOf(split(knit, 'd', [[3000, 2 * kSide], [3000, kSide]], 'new', true))
  expect(sizeOf(parts(other, 'new'))).toBeGreaterThan(sizeOf(parts(other, 'd')))
})
it('cuts from corner to corner, and a grid with a hole beside the line', () => {
  expect(seams(netOf(cut([[0, kSide], [2 * kSide, 2 * kSide]])))).toBe(9)
  const holed = [{ code: 'h', parts: [[box(0, 0), box(1000, 1000, 500, 500)]] }]
  const done = netOf(split(holed, 'h', [[5000, 0], [5000, kSide]], 'new'))
  expect(whole(done)).toBe(whole(holed))
  expect(done.map((grid) => grid.parts[0]?.length).sort()).toEqual([1, 2])
})
it('refuses a line that is none', () => {
  expect(cut([[0, kSide]])).toEqual({ flaw: 'no_line' })
  expect(cut([[0, kSide], [5000, 15_000], [0, kSide]])).toEqual({ flaw: 'same_end' })
  expect(cut([[3000, 2 * kSide], [3000, -5000], [6000, kSide]])).toEqual({ flaw: 'leaves' })
  expect(cut([[0, kSide], [0, 2 * kSide]])).toEqual({ flaw: 'leaves' })
  expect(cut([[60, kSide], [0, kSide + 60]])).toEqual({ flaw: 'sliver' })
  const holed = [{ code: 'h', parts: [[box(0, 0), box(4000, 4000, 2000, 2000)]] }]
  expect(split(holed, 'h', [[5000, 0], [5000, kSide]], 'new')).toEqual({ flaw: 'leaves' })
})
it('merges neighbours, and what was cut is whole again', () => {
  const done = netOf(merge(knit, 'a', 'b'))
  expect(seams(done)).toBe(9)
  expect(whole(done)).toBe(whole(knit))
  expect(done.map((grid) => grid.code)).toEqual(['a', 'c', 'd'])
  const again = netOf(merge(netOf(cut([[3000, 2 * kSide], [3000, kSide]])), 'd', 'new'))
  expect(sizeOf(parts(again, 'd'))).toBe(sizeOf(parts(knit, 'd')))
  expect(merge(knit, 'a', 'c')).toEqual({ flaw: 'not_neighbours' })
})
it('merges round a third grid, which stays in a hole; and fills a hole', () => {
  const ring = [box(0, 0, 9000, 9000), box(3000, 3000, 3000, 3000)]
  const around: Net = [{ code: 'o', parts: [ring] }, { code: 'i', parts: [[box(3000, 3000, 3000, 3000)]] }]
  expect(parts(netOf(merge(around, 'o', 'i')), 'o')).toEqual([[box(0, 0, 9000, 9000)]])
  const halves: Net = [
    { code: 'l', parts: [[[[0, 0], [4500, 0], [4500, 3000], [3000, 3000], [3000, 6000], [4500, 6000], [4500, 9000], [0, 9000]]]] },
    { code: 'r', parts: [[[[4500, 0], [9000, 0], [9000, 9000], [4500, 9000], [4500, 6000], [6000, 6000], [6000, 3000], [4500, 3000]]]] },
    { code: 'i', parts: [[box(3000, 3000, 3000, 3000)]] },
  ]
  const done = netOf(merge(knitted(halves, 'i'), 'l', 'r'))
  expect(parts(done, 'l')[0]).toHaveLength(2)
  expect(whole(done)).toBe(81_000_000 * 2)
})
it('keeps loops that touch in one corner apart', () => {
  const four: Net = [{ code: 'a', parts: [[box(0, 0)], [box(kSide, kSide)]] }, { code: 'b', parts: [[box(kSide, 0)]] }]
  const done = parts(netOf(merge(four, 'b', 'a')), 'b')
  expect(sizeOf(done)).toBe(6 * kSide * kSide)
  expect(done.flat().every((one) => new Set(one.map(keyOf)).size === one.length)).toBe(true)
})
