import { expect, it } from 'vitest'
import { boxOf, middles, shades, type GroundMap } from './ground'

const square = (code: string, west: number, south: number) => ({
  properties: { code, name: { zh: '', en: '' } },
  geometry: { type: 'Polygon', coordinates: [[[west, south], [west + 1, south], [west + 1, south + 1], [west, south + 1], [west, south]]] },
})
const ground: GroundMap = { type: 'FeatureCollection', features: [square('990101001001001', 10, 40), square('990101001001002', 11, 40), square('990101001002001', 20, 50)] }

it('a map shows all grids', () => {
  expect(boxOf(ground)).toEqual([10, 40, 21, 51])
  expect(boxOf({ type: 'FeatureCollection', features: [] })).toBeUndefined()
})

it('the name of a community stands in the middle of its grids', () => {
  expect(middles(ground)).toEqual([
    { code: '990101001001', at: [11, 40.5] },
    { code: '990101001002', at: [20.5, 50.5] },
  ])
})

it('the community with most is the darkest, one without is not coloured', () => {
  expect(shades(new Map([['a', 4], ['b', 0], ['c', 2]]))).toEqual(['match', ['slice', ['get', 'code'], 0, 12], 'a', 0.36, 'c', 0.22, 0])
  expect(shades(new Map())).toBe(0)
})
