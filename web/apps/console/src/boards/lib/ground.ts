// The district drawn flat: outlines as paths, places as points, in a box of our own. No map engine is needed to look.
import type { GroundMap } from '@huiyin/map'

type Point = [number, number]
type Ring = Point[]

export interface Drawing {
  width: number
  height: number
  // Outlines of each street's grids, by its code.
  streets: { code: string; path: string; outline: string; middle: Point; box: { x: number; y: number; width: number; height: number } }[]
  grids: { code: string; path: string }[]
  // The middle of each grid, and of what stands above it, by code.
  middles: ReadonlyMap<string, Point>
}

const ringsOf = (geometry: { type: string; coordinates: unknown }): Ring[] => {
  if (geometry.type === 'Polygon') return geometry.coordinates as Ring[]
  if (geometry.type === 'MultiPolygon') return (geometry.coordinates as Ring[][]).flat()
  return []
}

interface Box { west: number; south: number; east: number; north: number }

const boxOf = (rings: readonly Ring[]): Box => {
  const box: Box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity }
  for (const [lon, lat] of rings.flat()) {
    box.west = Math.min(box.west, lon)
    box.east = Math.max(box.east, lon)
    box.south = Math.min(box.south, lat)
    box.north = Math.max(box.north, lat)
  }
  return box
}

const middleOf = (rings: readonly Ring[]): Point => {
  const box = boxOf(rings)
  return [(box.west + box.east) / 2, (box.south + box.north) / 2]
}

const kStreet = 9
const kCommunity = 12
const kPad = 8

// Degrees to the drawing's units, the same scale both ways at the district's latitude.
function projection(box: Box, width: number) {
  const squeeze = Math.cos((((box.south + box.north) / 2) * Math.PI) / 180)
  const scale = (width - 2 * kPad) / Math.max((box.east - box.west) * squeeze, 1e-9)
  const height = Math.round((box.north - box.south) * scale + 2 * kPad)
  const at = ([lon, lat]: Point): Point => [kPad + (lon - box.west) * squeeze * scale, kPad + (box.north - lat) * scale]
  return { height, at }
}

// The edges only one grid of a street has: where the street ends.
function outlineOf(rings: readonly Ring[], at: (point: Point) => Point): string {
  const edges = new Map<string, [Point, Point] | undefined>()
  for (const ring of rings) {
    for (const [i, to] of ring.entries()) {
      const from = ring[i - 1]
      if (!from) continue
      const key = [from.join(), to.join()].sort().join(' ')
      edges.set(key, edges.has(key) ? undefined : [from, to])
    }
  }
  return [...edges.values()].map((edge) => (edge ? `M${at(edge[0]).map(written).join(' ')}L${at(edge[1]).map(written).join(' ')}` : '')).join('')
}

const written = (value: number) => String(Math.round(value * 10) / 10)

export function draw(ground: GroundMap, width = 1000): Drawing | undefined {
  const grids = ground.features.map(({ properties, geometry }) => ({ code: properties.code, rings: ringsOf(geometry) }))
  if (grids.length === 0) return undefined
  const { height, at } = projection(boxOf(grids.flatMap((grid) => grid.rings)), width)
  const path = (ring: Ring) => `M${ring.map((point) => at(point).map(written).join(' ')).join('L')}Z`
  const middles = new Map<string, Point>()
  const groups = new Map<string, Ring[]>()
  for (const { code, rings } of grids) {
    middles.set(code, at(middleOf(rings)))
    for (const above of [code.slice(0, kCommunity), code.slice(0, kStreet)]) groups.set(above, [...(groups.get(above) ?? []), ...rings])
  }
  for (const [code, rings] of groups) middles.set(code, at(middleOf(rings)))
  const drawn = (rings: readonly Ring[]) => {
    const box = boxOf(rings)
    const [x, y] = at([box.west, box.north])
    const [right, bottom] = at([box.east, box.south])
    return { x: x - kPad, y: y - kPad, width: right - x + 2 * kPad, height: bottom - y + 2 * kPad }
  }
  const streets = [...groups].filter(([code]) => code.length === kStreet).map(([code, rings]) =>
    ({ code, path: rings.map(path).join(''), outline: outlineOf(rings, at), middle: middles.get(code) ?? [0, 0] as Point, box: drawn(rings) }))
  const outlines = grids.map(({ code, rings }) => ({ code, path: rings.map(path).join('') }))
  return { width, height, streets, grids: outlines, middles }
}

// Where the marks of one place stand: a spiral around its middle, so that none hides another.
export function around([x, y]: Point, at: number, step: number): Point {
  const angle = at * 2.39996 // the golden angle
  const radius = step * Math.sqrt(at)
  return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
}
