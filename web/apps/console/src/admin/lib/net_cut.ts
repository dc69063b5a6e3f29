// One grid into two, and two into one. Both want a knitted net: then the parts fit their neighbours to the last digit.
import { doCross, doubleArea, holds, isOn, isSame, keyOf, nearestOn, sizeOf, withCornerOn, type Grid, type Net, type Point, type Polygon, type Ring } from './net'

export type Cut = { net: Net } | { flaw: 'no_line' | 'no_edge' | 'same_end' | 'leaves' | 'sliver' | 'not_neighbours' }

// Twice an area, in units: some ten square metres. Less is a slip of the hand.
const kLeastSize = 160_000

const edgesOf = (ring: Ring): [Point, Point][] => ring.map((point, at) => [point, ring[(at + 1) % ring.length] as Point])

// The spot on the grid's outline nearest to `p`; a corner where one is as near as `cornerM`.
export function spotOn(parts: readonly Polygon[], p: Point, cornerM: number): { at: Point; edge: [Point, Point]; metres: number } | undefined {
  const found = parts.flat().flatMap(edgesOf).map((edge) => ({ edge, ...nearestOn(...edge, p) })).sort((a, b) => a.metres - b.metres)[0]
  if (!found) return undefined
  const corner = found.edge.find((end) => nearestOn(end, end, p).metres <= cornerM)
  return { at: corner ?? found.at, edge: found.edge, metres: found.metres }
}

// The line's ends on the outline, as corners of every grid they stand on.
function anchored(net: Net, code: string, line: readonly Point[]): { net: Net; line: Point[] } | undefined {
  let now = net
  const ends = [line[0], line.at(-1)].map((end) => {
    const spot = end && spotOn(now.find((grid) => grid.code === code)?.parts ?? [], end, 0.5)
    if (spot && !spot.edge.some((corner) => isSame(corner, spot.at))) now = withCornerOn(now, ...spot.edge, spot.at)
    return spot?.at
  })
  const [first, last] = ends
  return first && last ? { net: now, line: [first, ...line.slice(1, -1), last] } : undefined
}

const middle = (a: Point, b: Point): Point => [Math.round((a[0] + b[0]) / 2), Math.round((a[1] + b[1]) / 2)]

// Does the line keep inside, from end to end, without crossing itself?
function keepsInside(polygon: Polygon, line: readonly Point[]): boolean {
  const steps = line.slice(1).map((to, at): [Point, Point] => [line[at] as Point, to])
  const edges = polygon.flatMap(edgesOf)
  const touches = (point: Point) => edges.some(([a, b]) => isOn(a, b, point))
  return steps.every(([from, to], at) => holds([polygon], middle(from, to)) && !touches(middle(from, to))
    && !edges.some(([a, b]) => doCross(from, to, a, b))
    && !steps.some(([c, d], other) => other > at && doCross(from, to, c, d)))
    && line.slice(1, -1).every((point) => holds([polygon], point) && !touches(point))
    && !polygon.flat().some((corner) => !isSame(corner, line[0] as Point) && !isSame(corner, line.at(-1) as Point) && steps.some(([a, b]) => isOn(a, b, corner)))
}

function halves(outline: Ring, line: readonly Point[]): [Ring, Ring] {
  const at = (end: Point) => outline.findIndex((point) => isSame(point, end))
  const from = at(line[0] as Point)
  const turned = [...outline.slice(from), ...outline.slice(0, from)]
  const to = turned.findIndex((point) => isSame(point, line.at(-1) as Point))
  const inner = line.slice(1, -1)
  return [[...turned.slice(0, to + 1), ...[...inner].reverse()], [turned[0] as Point, ...inner, ...turned.slice(to)]]
}

// Cuts the grid along a line between two spots of its outline. The larger part keeps the code, unless told otherwise.
export function split(net: Net, code: string, drawn: readonly Point[], fresh: string, isFreshLarger = false): Cut {
  if (drawn.length < 2) return { flaw: 'no_line' }
  const tied = anchored(net, code, drawn)
  if (!tied) return { flaw: 'no_edge' }
  const { line } = tied
  if (isSame(line[0] as Point, line.at(-1) as Point)) return { flaw: 'same_end' }
  const grid = tied.net.find((one) => one.code === code) as Grid
  const part = grid.parts.findIndex(([outline]) => [line[0], line.at(-1)].every((end) => outline?.some((point) => isSame(point, end as Point))))
  const polygon = grid.parts[part]
  if (!polygon?.[0]) return { flaw: 'no_edge' }
  if (!keepsInside(polygon, line)) return { flaw: 'leaves' }
  const sides = halves(polygon[0], line).map((outline): Polygon =>
    [outline, ...polygon.slice(1).filter((hole) => holds([[outline]], hole[0] as Point))])
  const [larger, smaller] = sides.sort((a, b) => sizeOf([b]) - sizeOf([a])) as [Polygon, Polygon]
  if (sizeOf([smaller]) < kLeastSize) return { flaw: 'sliver' }
  const [stays, goes] = isFreshLarger ? [smaller, larger] : [larger, smaller]
  const kept = { ...grid, parts: grid.parts.map((one, at) => (at === part ? stays : one)) }
  return { net: tied.net.flatMap((one) => (one.code === code ? [kept, { code: fresh, parts: [goes] }] : [one])) }
}

// Outlines counter-clockwise and holes clockwise, so that a shared edge runs one way in one grid and back in the other.
const wound = (parts: readonly Polygon[]): Ring[] => parts.flatMap((polygon) =>
  polygon.map((ring, at) => (doubleArea(ring) > 0 === (at === 0) ? ring : [...ring].reverse())))

interface Edge { from: Point; to: Point }

// Rings of edges that follow each other; where a ring comes back to a corner it has been at, the loop is a ring of its own.
function chained(edges: readonly Edge[]): Ring[] {
  const waiting = new Map<string, Edge[]>()
  for (const edge of edges) waiting.set(keyOf(edge.from), [...(waiting.get(keyOf(edge.from)) ?? []), edge])
  const rings: Ring[] = []
  for (const start of edges) {
    if (!waiting.get(keyOf(start.from))?.includes(start)) continue
    const path: Point[] = []
    for (let at: Point | undefined = start.from; at;) {
      const here: Point = at
      const seen = path.findIndex((point) => isSame(point, here))
      if (seen >= 0) rings.push(path.splice(seen))
      if (seen === 0) break
      path.push(here)
      at = waiting.get(keyOf(here))?.shift()?.to
    }
  }
  return rings.filter((ring) => ring.length > 2)
}

// Each hole goes with the outline it lies in.
function polygonsOf(rings: readonly Ring[]): Polygon[] {
  const outlines = rings.filter((ring) => doubleArea(ring) > 0)
  const holes = rings.filter((ring) => doubleArea(ring) < 0)
  const home = (hole: Ring) => outlines.filter((outline) => hole.every((point) => holds([[outline]], point))).sort((a, b) => doubleArea(a) - doubleArea(b))[0]
  return outlines.map((outline) => [outline, ...holes.filter((hole) => home(hole) === outline)])
}

// The ground of `gone` goes to `code`: the edges between them fall away.
export function merge(net: Net, code: string, gone: string): Cut {
  const [into, from] = [code, gone].map((one) => net.find((grid) => grid.code === one))
  if (!into || !from) return { flaw: 'not_neighbours' }
  const edges = [...wound(into.parts), ...wound(from.parts)].flatMap(edgesOf).map(([a, b]) => ({ from: a, to: b }))
  const there = new Set(edges.map((edge) => `${keyOf(edge.from)} ${keyOf(edge.to)}`))
  const left = edges.filter((edge) => !there.has(`${keyOf(edge.to)} ${keyOf(edge.from)}`))
  if (left.length === edges.length) return { flaw: 'not_neighbours' }
  const parts = polygonsOf(chained(left))
  return { net: net.flatMap((grid) => (grid.code === gone ? [] : [grid.code === code ? { code, parts } : grid])) }
}
