// places.geojson as its features stand: a grid that changes is written anew and all others keep their bytes.
import type { Grid, Net, Point, Polygon, Ring } from './net'

interface Feature { from: number; to: number; code: string; properties: Record<string, unknown>; rest: Record<string, unknown>; parts: Polygon[] }

const kUnits = 1e7
const toUnits = (degrees: number): number => Math.round(degrees * kUnits)

// Where each item of the root's list of features stands. Walks a text that is JSON, minding strings and depth only.
function spans(text: string): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = []
  let depth = 0
  let isInFeatures = false
  let last = ''
  for (let at = 0; at < text.length; at++) {
    const c = text[at]
    if (c === '"') {
      const from = at + 1
      for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === '\\') at++
      last = text.slice(from, at)
    } else if (c === '{' || c === '[') {
      if (c === '[' && depth === 1) isInFeatures = last === 'features'
      if (c === '{' && depth === 2 && isInFeatures) found.push({ from: at, to: at })
      depth++
    } else if (c === '}' || c === ']') {
      depth--
      const open = found.at(-1)
      if (c === '}' && depth === 2 && isInFeatures && open) open.to = at + 1
      if (c === ']' && depth === 1) isInFeatures = false
    }
  }
  return found
}

type Positions = [number, number][]
const ringOf = (positions: Positions): Ring => positions.slice(0, -1).map(([lon, lat]): Point => [toUnits(lon), toUnits(lat)])

function featuresOf(text: string): Feature[] {
  return spans(text).map(({ from, to }) => {
    const { properties, geometry, ...rest } = JSON.parse(text.slice(from, to)) as {
      properties?: Record<string, unknown>
      geometry?: { type: string; coordinates: unknown }
    }
    const polygons = geometry?.type === 'MultiPolygon' ? geometry.coordinates as Positions[][] : [geometry?.coordinates as Positions[]]
    return { from, to, code: String(properties?.code ?? ''), properties: properties ?? {}, rest, parts: polygons.map((rings) => (rings ?? []).map(ringOf)) }
  })
}

export const readNet = (text: string): Net => (text ? featuresOf(text).map(({ code, parts }) => ({ code, parts })) : [])
export const cornersOf = (parts: readonly Polygon[]): number => parts.flat(2).length

// 1234033618 -> "123.4033618", exact where a number's shortest form may not be.
export function degrees(units: number): string {
  const size = String(Math.abs(units)).padStart(8, '0')
  return `${units < 0 ? '-' : ''}${size.slice(0, -7)}.${size.slice(-7)}`
}
const ringText = (ring: Ring): string => `[${[...ring, ring[0] as Point].map(([x, y]) => `[${degrees(x)},${degrees(y)}]`).join(',')}]`
const polygonText = (polygon: Polygon): string => `[${polygon.map(ringText).join(',')}]`

function featureText({ parts }: Pick<Grid, 'parts'>, properties: Record<string, unknown>, rest: Record<string, unknown>): string {
  const one = parts.length === 1
  const geometry = `{"type": "${one ? 'Polygon' : 'MultiPolygon'}", "coordinates": ${one ? polygonText(parts[0] as Polygon) : `[${parts.map(polygonText).join(',')}]`}}`
  const named = Object.entries({ type: 'Feature', ...rest }).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
  const told = Object.entries(properties).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
  return `{${[...named, `"properties": {${told.join(', ')}}`, `"geometry": ${geometry}`].join(', ')}}`
}

const isSameShape = (a: readonly Polygon[], b: readonly Polygon[]) => JSON.stringify(a) === JSON.stringify(b)

// The file of this net: grids it no longer has are gone, those it did not have stand behind the last.
export function writeNet(text: string, net: Net): string {
  const features = featuresOf(text)
  const wanted = new Map(net.map((grid) => [grid.code, grid]))
  const known = new Set(features.map((feature) => feature.code))
  const between = features[1] ? text.slice(features[0]?.to, features[1].from) : ',\n'
  const kept = features.flatMap((feature) => {
    const grid = wanted.get(feature.code)
    if (!grid) return []
    const before = text.slice(feature.from, feature.to)
    return [isSameShape(grid.parts, feature.parts) ? before : featureText(grid, feature.properties, feature.rest)]
  })
  const added = net.filter((grid) => !known.has(grid.code)).map((grid) => featureText(grid, { code: grid.code }, {}))
  const head = text.slice(0, features[0]?.from)
  return head + [...kept, ...added].join(between) + text.slice(features.at(-1)?.to)
}
