// From the ground to the picture of a map and back: metres on a plane, as far as a phone shows.
import type { Grid, Point } from './ground'

export const kSide = 360
const kMargin = 24
const kMetersADegree = 111_320

// Where the picture looks: its middle and how many metres fit across.
export interface Look { at: Point; span: number }

const widthOf = (lat: number) => Math.cos(lat * (Math.PI / 180)) * kMetersADegree

export function project(point: Point, look: Look): [x: number, y: number] {
  const scale = (kSide - 2 * kMargin) / look.span
  return [kSide / 2 + (point.lon - look.at.lon) * widthOf(look.at.lat) * scale, kSide / 2 - (point.lat - look.at.lat) * kMetersADegree * scale]
}

export function moved(look: Look, dx: number, dy: number): Look {
  const scale = (kSide - 2 * kMargin) / look.span
  return { ...look, at: { lat: look.at.lat + dy / scale / kMetersADegree, lon: look.at.lon - dx / scale / widthOf(look.at.lat) } }
}

export const pathOf = (grid: Grid, look: Look) => grid.rings.map((ring) =>
  `M${ring.map(([lon, lat]) => project({ lat, lon }, look).map((n) => n.toFixed(1)).join(' ')).join('L')}Z`).join('')

// All of these in one picture.
export function lookAt(grids: readonly Grid[]): Look | undefined {
  const points = grids.flatMap((grid) => grid.rings.flat())
  const first = grids[0]
  if (!first || !points.length) return undefined
  const range = (pick: 0 | 1) => {
    const all = points.map((p) => p[pick])
    return [Math.min(...all), Math.max(...all)] as const
  }
  const [west, east] = range(0)
  const [south, north] = range(1)
  const at = { lat: (south + north) / 2, lon: (west + east) / 2 }
  return { at, span: Math.max((east - west) * widthOf(at.lat), (north - south) * kMetersADegree) }
}
