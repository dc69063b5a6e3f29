// What is done to places, as the files it changes: a grid redrawn, cut, merged or named anew, with the fixed points that
// then lie in another grid.
import { namedRow, readCsv, rowsOf, withCells, withoutRow, withRow, writeCsv, type CsvFile } from './csv_file'
import { holds, type Net, type Point } from './net'
import { readNet, writeNet } from './net_file'

export const kPlaces = 'places.csv'
export const kAreas = 'places.geojson'
export const kPoints = 'points.csv'
export type Texts = Map<string, string>
type TextOf = (path: string) => string

const kUnits = 1e7
const kGridDigits = 3

const atOf = (file: CsvFile, code: string): number => rowsOf(file).find((row) => namedRow(file, row).code === code)?.at ?? -1

export function withPlace(text: string, code: string, values: Readonly<Record<string, string>>): string {
  const file = readCsv(text)
  const at = atOf(file, code)
  return at < 0 ? text : writeCsv(withCells(file, at, values))
}

// A shared edge belongs to the grid with the lower code.
const gridAt = (net: Net, point: Point): string | undefined =>
  net.filter((grid) => holds(grid.parts, point)).map((grid) => grid.code).sort()[0]

// The points that lay in one of the changed grids, each in the grid it now lies in.
function rehomed(text: string, net: Net, changed: ReadonlySet<string>): string {
  let file = readCsv(text)
  const near = net.filter((grid) => changed.has(grid.code))
  for (const row of rowsOf(file)) {
    const { grid = '', lat, lon } = namedRow(file, row)
    if (!changed.has(grid)) continue
    const now = gridAt(near, [Math.round(Number(lon) * kUnits), Math.round(Number(lat) * kUnits)])
    if (now && now !== grid) file = withCells(file, row.at, { grid: now })
  }
  return writeCsv(file)
}

export function redrawn(textOf: TextOf, net: Net): Texts {
  const before = new Map(readNet(textOf(kAreas)).map((grid) => [grid.code, JSON.stringify(grid.parts)]))
  const is = new Map(net.map((grid) => [grid.code, JSON.stringify(grid.parts)]))
  const changed = new Set([...before.keys(), ...is.keys()].filter((code) => before.get(code) !== is.get(code)))
  const texts: Texts = new Map([[kAreas, writeNet(textOf(kAreas), net)]])
  if (textOf(kPoints)) texts.set(kPoints, rehomed(textOf(kPoints), net, changed))
  return texts
}

// The first number of the community that no grid has.
export function nextCode(codes: Iterable<string>, grid: string): string {
  const community = grid.slice(0, -kGridDigits)
  const taken = [...codes].filter((code) => code.length === grid.length && code.startsWith(community)).map((code) => Number(code.slice(-kGridDigits)))
  return community + String(Math.max(0, ...taken) + 1).padStart(kGridDigits, '0')
}

// `net` is cut already; the new grid stands behind the one it was cut from.
export function withNewGrid(textOf: TextOf, net: Net, from: string, values: Readonly<Record<string, string>>): Texts {
  const file = readCsv(textOf(kPlaces))
  return redrawn(textOf, net).set(kPlaces, writeCsv(withRow(file, atOf(file, from), values)))
}

export function withoutGrid(textOf: TextOf, net: Net, gone: string): Texts {
  const file = readCsv(textOf(kPlaces))
  return redrawn(textOf, net).set(kPlaces, writeCsv(withoutRow(file, atOf(file, gone))))
}
