// Distances and grids, worked out on the phone: a round goes on where no server answers.
export interface Point { lat: number; lon: number }
export type Ring = [lon: number, lat: number][]
export interface Grid { code: string; name: { zh: string; en: string }; rings: Ring[] }

const kMetersADegree = 111_320

// Metres, exact enough within a district.
export function distance(a: Point, b: Point): number {
  const x = (a.lon - b.lon) * Math.cos(((a.lat + b.lat) / 2) * (Math.PI / 180))
  return Math.hypot(x, a.lat - b.lat) * kMetersADegree
}

const isInRing = ({ lat, lon }: Point, ring: Ring): boolean => {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [x, y] = ring[i]!
    const [u, v] = ring[j]!
    if (y > lat !== v > lat && lon < ((u - x) * (lat - y)) / (v - y) + x) inside = !inside
  }
  return inside
}

// Holes count as outside: a point in an odd number of rings is in.
export const isIn = (point: Point, grid: Grid) => grid.rings.filter((ring) => isInRing(point, ring)).length % 2 === 1

export const gridAt = (point: Point, grids: readonly Grid[]) => grids.find((grid) => isIn(point, grid))

export function middleOf(grid: Grid): Point {
  const points = grid.rings.flat()
  const mean = (pick: (p: [number, number]) => number) => points.reduce((sum, p) => sum + pick(p), 0) / points.length
  return { lat: mean((p) => p[1]), lon: mean((p) => p[0]) }
}

interface Feature {
  properties: { code: string; name: { zh: string; en: string } }
  geometry: { type: string; coordinates: unknown }
}

export function gridOf({ properties, geometry }: Feature): Grid {
  const polygons = (geometry.type === 'MultiPolygon' ? geometry.coordinates : [geometry.coordinates]) as Ring[][]
  return { code: properties.code, name: properties.name, rings: polygons.flat() }
}

// From where one stands to the nearest, and from there on. What has no place comes last.
export function walkingOrder<T>(stops: readonly T[], at: (stop: T) => Point | undefined, from: Point | undefined): T[] {
  const placed = stops.filter((stop) => at(stop))
  const order: T[] = []
  let here = from ?? (placed[0] ? at(placed[0]) : undefined)
  while (placed.length && here) {
    const near = here
    const next = placed.reduce((best, stop) => (distance(near, at(stop)!) < distance(near, at(best)!) ? stop : best))
    placed.splice(placed.indexOf(next), 1)
    order.push(next)
    here = at(next)
  }
  return [...order, ...stops.filter((stop) => !at(stop))]
}
