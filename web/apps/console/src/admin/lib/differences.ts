// What a change makes of a file, told in its own terms: cells of rows, lines of text, outlines of grids.
import { blocks, type Block } from './compare'
import { readCsv, rowsOf } from './csv_file'
import { cornersOf, readNet } from './net_file'

export type Kind = 'changed' | 'added' | 'removed'
export interface CellPair { column: string; before: string; after: string }
export interface Difference { kind: Kind; line: number; cells: CellPair[] }

const kindOf = (before: unknown, after: unknown): Kind => (before === undefined ? 'added' : after === undefined ? 'removed' : 'changed')

// Of a block, the lines that went beside those that came: by key where two have the same, else in their order.
function paired<T>(before: readonly T[], after: readonly T[], keyOf: (item: T) => string): [T | undefined, T | undefined][] {
  const rest = [...after]
  const pairs: [T | undefined, T | undefined][] = before.map((one) => {
    const at = rest.findIndex((other) => keyOf(other) === keyOf(one))
    return [one, at < 0 ? undefined : rest.splice(at, 1)[0]]
  })
  for (const pair of pairs) if (pair[1] === undefined) pair[1] = rest.shift()
  return [...pairs, ...rest.map((one): [undefined, T] => [undefined, one])]
}

const kKeys: Record<string, number> = { 'duties.csv': 2 }

function rowsOfBlock(columns: readonly string[], lines: readonly string[], from: number) {
  return rowsOf(readCsv(`${columns.join(',')}\n${lines.join('\n')}`)).map((row) => ({ line: from + row.line - 2, values: row.values }))
}

function ofTable(path: string, before: string, after: string): Difference[] {
  const [was, is] = [readCsv(before).columns, readCsv(after).columns]
  const keys = kKeys[path] ?? 1
  const columns = [...new Set([...is, ...was])]
  return blocks(before, after).flatMap((block) =>
    paired(rowsOfBlock(was, block.before, block.beforeAt), rowsOfBlock(is, block.after, block.afterAt), (row) => row.values.slice(0, keys).join()).map(([old, fresh]) => ({
      kind: kindOf(old, fresh), line: (fresh ?? old)?.line ?? 0,
      cells: columns.map((column) => ({ column, before: old?.values[was.indexOf(column)] ?? '', after: fresh?.values[is.indexOf(column)] ?? '' })),
    }))).filter((one) => one.cells[0]?.after !== columns[0] && one.cells.some((cell) => cell.before !== cell.after)) // a new, empty column is no difference
}

function ofText(before: string, after: string): Difference[] {
  const told = (block: Block) => paired(block.before, block.after, (line) => line.split(':')[0] ?? '').map(([old, fresh], n) => ({
    kind: kindOf(old, fresh), line: block.afterAt + n, cells: [{ column: '', before: old?.trim() ?? '', after: fresh?.trim() ?? '' }],
  }))
  return blocks(before, after).flatMap(told).filter((one) => one.cells.some((cell) => cell.before !== cell.after))
}

function ofNet(before: string, after: string): Difference[] {
  const [was, is] = [readNet(before), readNet(after)].map((net) => new Map(net.map((grid) => [grid.code, grid])))
  const codes = [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])].sort()
  return codes.flatMap((code) => {
    const [old, fresh] = [was?.get(code), is?.get(code)]
    if (JSON.stringify(old?.parts) === JSON.stringify(fresh?.parts)) return []
    const corners = (grid: typeof old) => (grid ? String(cornersOf(grid.parts)) : '')
    return [{ kind: kindOf(old, fresh), line: 0, cells: [{ column: 'code', before: old ? code : '', after: fresh ? code : '' }, { column: 'corners', before: corners(old), after: corners(fresh) }] }]
  })
}

export function differences(path: string, before: string, after: string): Difference[] {
  if (path.endsWith('.geojson')) return ofNet(before, after)
  return path.endsWith('.csv') ? ofTable(path, before, after) : ofText(before, after)
}
