// Units and places as the change has them: what a table says in codes is shown, typed and pasted in names.
import type { Wording } from '@huiyin/api'
import { computed } from 'vue'
import { textOf } from './change'
import { namedRow, readCsv, rowsOf } from './csv_file'

export interface UnitRow { at: number; code: string; name: Wording; kind: string; parent: string; hours: string; valid_from: string; valid_until: string; successor: string }
export interface PlaceRow { at: number; code: string; name: Wording; unit: string }

const rows = (text: string) => {
  const file = readCsv(text)
  return rowsOf(file).map((row) => ({ row, cell: namedRow(file, row) }))
}
const nameOf = (cell: Record<string, string>): Wording => ({ zh: cell.name_zh ?? '', en: cell.name_en || (cell.name_zh ?? '') })

export const unitRows = (text: string): UnitRow[] => rows(text).map(({ row, cell }) => ({
  at: row.at, code: cell.code ?? '', name: nameOf(cell), kind: cell.kind ?? '', parent: cell.parent ?? '', hours: cell.hours ?? '',
  valid_from: cell.valid_from ?? '', valid_until: cell.valid_until ?? '', successor: cell.successor ?? '',
}))
export const placeRows = (text: string): PlaceRow[] =>
  rows(text).map(({ row, cell }) => ({ at: row.at, code: cell.code ?? '', name: nameOf(cell), unit: cell.unit ?? '' }))

export const siteUnits = computed(() => unitRows(textOf('units.csv')))
export const sitePlaces = computed(() => placeRows(textOf('places.csv')))
export const unitByCode = computed(() => new Map(siteUnits.value.map((unit) => [unit.code, unit])))
export const placeByCode = computed(() => new Map(sitePlaces.value.map((place) => [place.code, place])))
