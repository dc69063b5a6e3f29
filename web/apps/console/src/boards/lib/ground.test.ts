import { expect, it } from 'vitest'
import { around, draw } from './ground'

const square = (code: string, west: number, south: number) => ({
  properties: { code, name: { zh: code, en: code } },
  geometry: { type: 'Polygon', coordinates: [[[west, south], [west + 1, south], [west + 1, south + 1], [west, south + 1], [west, south]]] },
})
const ground = { type: 'FeatureCollection', features: [square('990101001001001', 0, 0), square('990101001001002', 1, 0), square('990101002001001', 0, 1)] }

it('draws north above south and keeps shapes square', () => {
  const drawing = draw(ground, 216)!
  const [south, east, north] = ['990101001001001', '990101001001002', '990101002001001'].map((code) => drawing.middles.get(code)!)
  expect(north![1]).toBeLessThan(south![1])
  expect(east![0]).toBeGreaterThan(south![0])
  expect(Math.abs(east![0] - south![0] - (south![1] - north![1]))).toBeLessThan(1)
  expect(drawing.height).toBe(216)
})
it('gathers grids by street', () => {
  const { streets } = draw(ground)!
  expect(streets.map((street) => street.code)).toEqual(['990101001', '990101002'])
  expect(streets[0]!.path.match(/M/g)).toHaveLength(2)
  expect(streets[0]!.outline.match(/M/g)).toHaveLength(6) // eight edges, one of them within, drawn by both
})
it('has nothing to draw without grids', () => expect(draw({ type: 'FeatureCollection', features: [] })).toBeUndefined())
it('spreads the marks of one place', () => {
  const spots = Array.from({ length: 30 }, (_, at) => around([0, 0], at, 10))
  expect(spots[0]).toEqual([0, 0])
  for (const [i, a] of spots.entries()) for (const b of spots.slice(i + 1)) expect(Math.hypot(a[0] - b[0], a[1] - b[1])).toBeGreaterThan(8)
})
