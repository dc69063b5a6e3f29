// Units as the change has them, and what is done to one: named, placed under another, ended on a day with a successor.
import { change, changeFile, baseOf, textOf } from './change'
import { readCsv, rowsOf, namedRow, withCells, withColumns, withoutEmpty, withoutRow, withRow, writeCsv } from './csv_file'
import { unitRows } from './site_files'

export const kUnits = 'units.csv'
const kEnding = ['valid_from', 'valid_until', 'successor']
// Of the server's closed list, in the order of the district.
export const kUnitKinds = ['centre', 'department', 'street', 'community', 'grid', 'company', 'outside', 'volunteers'] as const

export function setUnit(code: string, column: string, value: string): void {
  let file = readCsv(textOf(kUnits))
  if (value && kEnding.includes(column)) file = withColumns(file, kEnding)
  const row = rowsOf(file).find((one) => namedRow(file, one).code === code)
  if (!row) return
  const own = readCsv(baseOf(kUnits)).columns
  const changed = withoutEmpty(withCells(file, row.at, { [column]: value }), kEnding.filter((name) => !own.includes(name)))
  changeFile(kUnits, writeCsv(changed), `${code} ${column}`)
}

// A unit that is not adopted yet may be given another code; what names it goes along.
export function recode(code: string, fresh: string): void {
  let file = readCsv(textOf(kUnits))
  for (const row of rowsOf(file)) {
    const cell = namedRow(file, row)
    const values = { ...(cell.code === code ? { code: fresh } : {}), ...(cell.parent === code ? { parent: fresh } : {}), ...(cell.successor === code ? { successor: fresh } : {}) }
    if (Object.keys(values).length > 0) file = withCells(file, row.at, values)
  }
  changeFile(kUnits, writeCsv(file))
}

export function addUnit(parent: string, name: string): string {
  const file = readCsv(textOf(kUnits))
  const taken = new Set(unitRows(textOf(kUnits)).map((unit) => unit.code))
  let n = 1
  while (taken.has(`unit_${n}`)) n++
  const code = `unit_${n}`
  const above = unitRows(textOf(kUnits)).find((unit) => unit.code === parent)
  changeFile(kUnits, writeCsv(withRow(file, -1, { code, name_zh: name, kind: 'department', parent: above?.code ?? '' })))
  return code
}

export function removeUnit(code: string): void {
  const file = readCsv(textOf(kUnits))
  const row = rowsOf(file).find((one) => namedRow(file, one).code === code)
  if (row) change(new Map([[kUnits, writeCsv(withoutRow(file, row.at))]]))
}

export const isNewUnit = (code: string): boolean => !unitRows(baseOf(kUnits)).some((unit) => unit.code === code)
export const rawOfUnit = (code: string): string => {
  const file = readCsv(textOf(kUnits))
  return rowsOf(file).find((one) => namedRow(file, one).code === code)?.raw ?? ''
}
