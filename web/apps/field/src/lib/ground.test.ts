import { describe, expect, it } from 'vitest'
import { distance, gridAt, gridOf, isIn, middleOf, walkingOrder } from './ground'
import { lookAt, moved, project } from './plan'

const ring = (west: number, south: number, side: number): [number, number][] =>
  [[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]
const grid = (code: string, ...rings: [number, number][][]) =>
  gridOf({ properties: { code, name: { zh: code, en: code } }, geometry: { type: 'Polygon', coordinates: rings } })
const at = (lat: number, lon: number) => ({ lat, lon })

describe('a walk', () => {
  it('goes to the nearest each time, and to what has no place at the end', () => {
    const stops = [{ id: 'far', p: at(41.3, 123.9) }, { id: 'nowhere', p: undefined }, { id: 'near', p: at(41.3, 123.71) }, { id: 'next', p: at(41.3, 123.75) }]
    expect(walkingOrder(stops, (stop) => stop.p, at(41.3, 123.7)).map((stop) => stop.id)).toEqual(['near', 'next', 'far', 'nowhere'])
    expect(walkingOrder(stops, (stop) => stop.p, undefined).map((stop) => stop.id)).toEqual(['far', 'next', 'near', 'nowhere'])
    expect(walkingOrder([], () => undefined, undefined)).toEqual([])
  })
  it('is measured in metres', () => {
    expect(distance(at(41, 123), at(41.01, 123))).toBeCloseTo(1113, 0)
    expect(distance(at(41, 123), at(41, 123.01))).toBeCloseTo(840, 0)
  })
})

describe('a grid', () => {
  const holed = grid('a', ring(0, 0, 10), ring(4, 4, 2))
  it('holds what is in it, but for its holes', () => {
    expect(isIn(at(1, 1), holed)).toBe(true)
    expect(isIn(at(5, 5), holed)).toBe(false)
    expect(isIn(at(11, 1), holed)).toBe(false)
    expect(gridAt(at(21, 21), [holed, grid('b', ring(20, 20, 3))])?.code).toBe('b')
  })
  it('may lie in several pieces', () => {
    const pieces = gridOf({ properties: { code: 'm', name: { zh: '', en: '' } }, geometry: { type: 'MultiPolygon', coordinates: [[ring(0, 0, 1)], [ring(5, 5, 1)]] } })
    expect([at(0.5, 0.5), at(5.5, 5.5), at(3, 3)].map((point) => isIn(point, pieces))).toEqual([true, true, false])
  })
})

describe('the picture of a map', () => {
  const square = grid('a', ring(123.7, 41.3, 0.01))
  it('shows all of a grid, north up, its middle in the middle', () => {
    const look = lookAt([square])!
    const [x, y] = project(middleOf(grid('a', ring(123.7, 41.3, 0.01).slice(0, 4))), look)
    expect([Math.round(x), Math.round(y)]).toEqual([180, 180])
    expect(project(at(41.31, 123.705), look)[1]).toBeCloseTo(24, 0)
    expect(lookAt([])).toBeUndefined()
  })
  it('goes along with the finger', () => {
    const look = lookAt([square])!
    const [x, y] = project(look.at, moved(look, 30, -20))
    expect([Math.round(x), Math.round(y)]).toEqual([210, 160])
  })
})
