// The net of grids and what may be done to it. Positions are whole numbers of 1e-7 degrees, as the server stores them, so
// that nothing is lost by counting: what two grids share they share to the last digit, and a change of one is a change of both.
export type Point = readonly [x: number, y: number]
export type Ring = readonly Point[] // not closed
export type Polygon = readonly Ring[] // its outline, then its holes
export interface Grid { code: string; parts: readonly Polygon[] }
export type Net = readonly Grid[]

export const keyOf = ([x, y]: Point): string => `${x},${y}`
export const isSame = (a: Point, b: Point): boolean => a[0] === b[0] && a[1] === b[1]
const after = (ring: Ring, at: number): Point => ring[(at + 1) % ring.length] as Point

const kMetresPerUnit = 0.011132 // of latitude; of longitude at the equator
const kNearM = 0.05

// Twice the area inside, positive when the ring runs counter-clockwise; exact for whole numbers of a district's size.
export function doubleArea(ring: Ring): number {
  const [ox, oy] = ring[0] ?? [0, 0]
  return ring.reduce((sum, [x, y], at) => {
    const [nx, ny] = after(ring, at)
    return sum + (x - ox) * (ny - oy) - (nx - ox) * (y - oy)
  }, 0)
}
export const sizeOf = (parts: readonly Polygon[]): number =>
  parts.reduce((sum, polygon) => sum + polygon.reduce((part, ring, at) => part + (at === 0 ? 1 : -1) * Math.abs(doubleArea(ring)), 0), 0)

// The spot of a-b that is nearest to `p`, and how far off that is in metres.
export function nearestOn(a: Point, b: Point, p: Point): { at: Point; metres: number; share: number } {
  const squeeze = Math.cos((p[1] / 1e7) * (Math.PI / 180))
  const [dx, dy] = [(b[0] - a[0]) * squeeze, b[1] - a[1]]
  const [px, py] = [(p[0] - a[0]) * squeeze, p[1] - a[1]]
  const length = dx * dx + dy * dy
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length))
  const metres = Math.hypot(px - share * dx, py - share * dy) * kMetresPerUnit
  return { at: [Math.round(a[0] + share * (b[0] - a[0])), Math.round(a[1] + share * (b[1] - a[1]))], metres, share }
}

const mapRings = (net: Net, of: (ring: Ring) => Ring): Net => net.map((grid) => {
  const parts = grid.parts.map((polygon) => {
    const rings = polygon.map(of)
    return rings.every((ring, at) => ring === polygon[at]) ? polygon : rings
  })
  return parts.every((polygon, at) => polygon === grid.parts[at]) ? grid : { ...grid, parts }
})

interface Box { west: number; south: number; east: number; north: number }
export function boxOf(parts: readonly Polygon[]): Box {
  const box: Box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity }
  for (const [x, y] of parts.flat(2)) {
    box.west = Math.min(box.west, x)
    box.east = Math.max(box.east, x)
    box.south = Math.min(box.south, y)
    box.north = Math.max(box.north, y)
  }
  return box
}
const kPad = 10
const meet = (a: Box, b: Box): boolean => a.west <= b.east + kPad && b.west <= a.east + kPad && a.south <= b.north + kPad && b.south <= a.north + kPad

// The net with the outline of `code` and of all around it agreed on their corners: a corner of one that lies on an edge of
// the other stands in both, and corners a hand's breadth apart are one.
export function knitted(net: Net, code: string): Net {
  const box = boxOf(net.find((grid) => grid.code === code)?.parts ?? [])
  const around = net.filter((grid) => meet(box, boxOf(grid.parts)))
  const corners = new Map<string, Point>()
  for (const point of around.flatMap((grid) => grid.parts.flat(2))) corners.set(keyOf(point), point)
  const one = oneForEach([...corners.values()])
  const merged = [...new Map([...one.values()].map((point) => [keyOf(point), point])).values()]
  const done = mapRings(around, (ring) => {
    const moved = ring.map((point) => one.get(keyOf(point)) ?? point)
    const full = moved.flatMap((from, at) => [from, ...cornersOn(from, after(moved, at), merged)]).filter((point, at, all) => !isSame(point, after(all, at)))
    return full.length === ring.length && full.every((point, at) => isSame(point, ring[at] as Point)) ? ring : full
  })
  const byCode = new Map(done.map((grid) => [grid.code, grid]))
  return net.map((grid) => byCode.get(grid.code) ?? grid)
}

function oneForEach(points: readonly Point[]): Map<string, Point> {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const reach = Math.ceil(kNearM / kMetresPerUnit)
  const one = new Map<string, Point>()
  sorted.forEach((point, at) => {
    if (one.has(keyOf(point))) return
    one.set(keyOf(point), point)
    for (let next = at + 1; next < sorted.length && (sorted[next] as Point)[0] - point[0] <= reach * 2; next++) {
      const other = sorted[next] as Point
      if (!one.has(keyOf(other)) && nearestOn(point, point, other).metres <= kNearM) one.set(keyOf(other), point)
    }
  })
  return one
}

function cornersOn(from: Point, to: Point, corners: readonly Point[]): Point[] {
  const [west, east] = [Math.min(from[0], to[0]) - kPad, Math.max(from[0], to[0]) + kPad]
  const [south, north] = [Math.min(from[1], to[1]) - kPad, Math.max(from[1], to[1]) + kPad]
  return corners
    .filter((p) => p[0] >= west && p[0] <= east && p[1] >= south && p[1] <= north && !isSame(p, from) && !isSame(p, to))
    .map((point) => ({ point, ...nearestOn(from, to, point) }))
    .filter(({ metres, share }) => metres <= kNearM && share > 0 && share < 1)
    .sort((a, b) => a.share - b.share)
    .map(({ point }) => point)
}

// A corner goes elsewhere, in every outline it stands in.
export const withCornerMoved = (net: Net, from: Point, to: Point): Net =>
  mapRings(net, (ring) => (ring.some((point) => isSame(point, from)) ? ring.map((point) => (isSame(point, from) ? to : point)) : ring))

// A new corner on the edge a-b, in both outlines that share it.
export const withCornerOn = (net: Net, a: Point, b: Point, corner: Point): Net => mapRings(net, (ring) => {
  const at = ring.findIndex((point, n) => (isSame(point, a) && isSame(after(ring, n), b)) || (isSame(point, b) && isSame(after(ring, n), a)))
  return at < 0 || isSame(corner, a) || isSame(corner, b) ? ring : [...ring.slice(0, at + 1), corner, ...ring.slice(at + 1)]
})

// Without this corner; undefined where more than two edges meet in it, or where an outline would have no inside left.
export function withoutCorner(net: Net, corner: Point): Net | undefined {
  const ends = new Set<string>()
  let least = Infinity
  for (const ring of net.flatMap((grid) => grid.parts.flat())) {
    ring.forEach((point, at) => {
      if (!isSame(point, corner)) return
      ends.add(keyOf(after(ring, at))).add(keyOf(ring[(at + ring.length - 1) % ring.length] as Point))
      least = Math.min(least, ring.length)
    })
  }
  if (ends.size !== 2 || least <= 3) return undefined
  return mapRings(net, (ring) => (ring.some((point) => isSame(point, corner)) ? ring.filter((point) => !isSame(point, corner)) : ring))
}

// Those that share an edge with `code`.
export function neighboursOf(net: Net, code: string): string[] {
  const knit = knitted(net, code)
  const edges = (grid: Grid | undefined) => new Set((grid?.parts ?? []).flat().flatMap((ring) => ring.map((point, at) => [keyOf(point), keyOf(after(ring, at))].sort().join(' '))))
  const own = edges(knit.find((grid) => grid.code === code))
  return knit.filter((grid) => grid.code !== code && [...edges(grid)].some((edge) => own.has(edge))).map((grid) => grid.code)
}

const cross = (o: Point, a: Point, b: Point): number => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])
export const isOn = (a: Point, b: Point, p: Point): boolean =>
  cross(a, b, p) === 0 && Math.min(a[0], b[0]) <= p[0] && p[0] <= Math.max(a[0], b[0]) && Math.min(a[1], b[1]) <= p[1] && p[1] <= Math.max(a[1], b[1])

// Do a-b and c-d meet in a spot that is an end of neither?
export function doCross(a: Point, b: Point, c: Point, d: Point): boolean {
  const [s, t, u, v] = [cross(a, b, c), cross(a, b, d), cross(c, d, a), cross(c, d, b)]
  return ((s > 0 && t < 0) || (s < 0 && t > 0)) && ((u > 0 && v < 0) || (u < 0 && v > 0))
}

// Inside or on the edge, by the even-odd rule.
export function holds(parts: readonly Polygon[], p: Point): boolean {
  let isInside = false
  for (const ring of parts.flat()) {
    for (const [at, a] of ring.entries()) {
      const b = after(ring, at)
      if (isOn(a, b, p)) return true
      if (a[1] > p[1] !== b[1] > p[1] && (cross(a, b, p) > 0) === (b[1] > a[1])) isInside = !isInside
    }
  }
  return isInside
}
