// The ground of every map: the outlines of the site's own grids, in the colours of the design.
import type { ExpressionSpecification, StyleSpecification } from 'maplibre-gl'

export interface GroundMap {
  type: string
  features: { properties: { code: string; name: { zh: string; en: string } }; geometry: { type: string; coordinates: unknown } }[]
}

type Box = [west: number, south: number, east: number, north: number]

const widened = (box: Box, at: unknown): Box => {
  if (!Array.isArray(at)) return box
  if (typeof at[0] === 'number' && typeof at[1] === 'number') {
    return [Math.min(box[0], at[0]), Math.min(box[1], at[1]), Math.max(box[2], at[0]), Math.max(box[3], at[1])]
  }
  return at.reduce(widened, box)
}

const kNowhere: Box = [Infinity, Infinity, -Infinity, -Infinity]

// The box around all outlines; undefined when there are none.
export function boxOf(ground: GroundMap): Box | undefined {
  const box = ground.features.reduce((sum, feature) => widened(sum, feature.geometry.coordinates), kNowhere)
  return box[0] <= box[2] ? box : undefined
}

// The community of a grid's code.
export const communityOf = (grid: unknown): string => (typeof grid === 'string' ? grid.slice(0, 12) : '')

// Where the name of each community stands: the middle of its grids' box. Codes of 12 digits stand before those of its grids.
export function middles(ground: GroundMap): { code: string; at: [number, number] }[] {
  const boxes = new Map<string, Box>()
  for (const { properties, geometry } of ground.features) {
    const community = communityOf(properties.code)
    boxes.set(community, widened(boxes.get(community) ?? kNowhere, geometry.coordinates))
  }
  return [...boxes].map(([code, box]) => ({ code, at: [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] }))
}

// The outlines of one grid, or of all that lie in a place of a shorter code.
export const gridOf = (ground: GroundMap, code: string) =>
  code ? ground.features.filter(({ properties }) => properties.code.startsWith(code)) : []

// In hundredths of opacity.
const kLightest = 8
const kDarkest = 36

// How strongly each community's grids are coloured by its number: the most the most, none not at all.
export function shades(counts: ReadonlyMap<string, number>): ExpressionSpecification | number {
  const most = Math.max(0, ...counts.values())
  const steps = [...counts].filter(([, n]) => n > 0).flatMap(([code, n]) => [code, Math.round(kLightest + ((kDarkest - kLightest) * n) / most) / 100])
  return steps.length ? ['match', ['slice', ['get', 'code'], 0, 12], ...steps, 0] as unknown as ExpressionSpecification : 0
}

export function styleOf(ground: GroundMap, colour: (token: string) => string): StyleSpecification {
  return {
    version: 8,
    sources: { grids: { type: 'geojson', data: ground as never } },
    layers: [
      { id: 'paper', type: 'background', paint: { 'background-color': colour('--sunk') } },
      { id: 'grids', type: 'fill', source: 'grids', paint: { 'fill-color': colour('--surface') } },
      { id: 'edges', type: 'line', source: 'grids', paint: { 'line-color': colour('--line-strong'), 'line-width': 1 } },
    ],
  }
}
