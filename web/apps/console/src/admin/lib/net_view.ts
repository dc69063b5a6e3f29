// The net laid flat for a drawing: metres from the north-west corner of what is shown, and back to whole units.
import { boxOf, type Point, type Polygon } from './net'

const kMetresPerUnit = 0.011132

export interface Flat {
  at: (point: Point) => [x: number, y: number]
  back: (x: number, y: number) => Point
}

export function flatAround(parts: readonly Polygon[]): Flat {
  const box = boxOf(parts)
  const [west, north] = Number.isFinite(box.west) ? [box.west, box.north] : [0, 0]
  const squeeze = Math.cos((north / 1e7) * (Math.PI / 180)) * kMetresPerUnit
  return {
    at: ([x, y]) => [(x - west) * squeeze, (north - y) * kMetresPerUnit],
    back: (x, y) => [Math.round(west + x / squeeze), Math.round(north - y / kMetresPerUnit)],
  }
}

export interface Frame { x: number; y: number; width: number; height: number }

export function frameOf(parts: readonly Polygon[], { at }: Flat, share = 0.25): Frame {
  const box = boxOf(parts)
  const [x, y] = at([box.west, box.north])
  const [right, bottom] = at([box.east, box.south])
  const pad = Math.max(right - x, bottom - y, 1) * share
  return { x: x - pad, y: y - pad, width: right - x + 2 * pad, height: bottom - y + 2 * pad }
}

const short = (value: number) => String(Math.round(value * 100) / 100)
export const pathOf = (parts: readonly Polygon[], { at }: Flat): string =>
  parts.flat().map((ring) => `M${ring.map((point) => at(point).map(short).join(' ')).join('L')}Z`).join('')
export const lineOf = (line: readonly Point[], { at }: Flat): string => line.map((point, n) => `${n ? 'L' : 'M'}${at(point).map(short).join(' ')}`).join('')

// The flaws of a net as the server draws them: shapes where they have one, else a spot.
export interface Flaw { kind: string; detail: string; codes: string[]; areaM2: number; parts: Polygon[]; spot: Point | undefined }

type Positions = [number, number][]
const pointOf = ([lon, lat]: [number, number]): Point => [Math.round(lon * 1e7), Math.round(lat * 1e7)]

export function flawsOf(picture: string): Flaw[] {
  if (!picture) return []
  const { features } = JSON.parse(picture) as { features: { properties: { kind: string; detail: string; codes: string[]; area_m2: number }; geometry: { type: string; coordinates: unknown } }[] }
  return features.map(({ properties: { kind, detail, codes, area_m2 }, geometry }) => {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates as Positions[]] : geometry.type === 'MultiPolygon' ? geometry.coordinates as Positions[][] : []
    const spot = geometry.type === 'Point' ? pointOf(geometry.coordinates as [number, number]) : undefined
    return { kind, detail, codes, areaM2: area_m2, parts: polygons.map((rings) => rings.map((ring) => ring.slice(0, -1).map(pointOf))), spot }
  })
}
