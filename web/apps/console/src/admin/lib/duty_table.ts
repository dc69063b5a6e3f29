// The duty table of the change, in names: what each cell says, what may be put there, and what is wrong with it.
import { computed, type Ref } from 'vue'
import type { Option } from '../../parts/PickOne.vue'
import type { SheetRow } from '../parts/SheetGrid.vue'
import type { Finding } from './change_api'
import { baseOf, changeFile, textOf } from './change'
import { readCsv, rowsOf, withCells, withoutRow, withRow, writeCsv, type CsvFile, type Row } from './csv_file'
import { codeOf, dayOf, joined, kAll, kDutyColumns, kOnDuty, named, partiesOf, pastedCells, type DutyKind, type Named } from './duty_columns'
import { findingsByRow, findingWord, ofRow } from './findings'
import { placeByCode, sitePlaces, siteUnits, unitByCode } from './site_files'
import { categoryTitle, definitions } from '../../lib/definitions'
import { useWords } from '../../lib/session'

export const kDuties = 'duties.csv'

// `tried`: what a trial of the table as it stands found wrong.
export function useDutyTable(fits: Ref<(row: Row) => boolean>, tried: Ref<readonly Pick<Finding, 'line' | 'field' | 'detail'>[]>) {
  const words = useWords()
  const { t, said } = words
  const file = computed(() => readCsv(textOf(kDuties)))
  const base = computed(() => new Set(rowsOf(readCsv(baseOf(kDuties))).map((row) => row.raw)))
  const baseKeys = computed(() => new Set(rowsOf(readCsv(baseOf(kDuties))).map((row) => row.values.slice(0, 2).join())))
  const all = computed(() => rowsOf(file.value))
  const found = computed(() => findingsByRow(kDuties))

  const special = (kind: DutyKind): Option[] => {
    if (kind === 'category') return [{ value: kAll, label: t('duties.allCategories') }]
    if (kind === 'place') return [{ value: kAll, label: t('duties.everywhere') }]
    return kOnDuty.map((word) => ({ value: word, label: t(`duties.onDuty.${word.slice(1) as 'grid'}`), more: word }))
  }
  const categories = computed(() => (definitions.value?.categories ?? []).map((one) => ({ value: one.code, label: said(one.title), more: one.code })))
  const units = computed(() => siteUnits.value.filter((unit) => !['grid', 'community'].includes(unit.kind)).map((unit) => ({ value: unit.code, label: said(unit.name), more: unit.code })))
  const places = computed(() => sitePlaces.value.map((place) => ({ value: place.code, label: said(place.name), more: place.code })))
  const options = (kind: DutyKind): Option[] =>
    (kind === 'date' ? [] : [...special(kind), ...(kind === 'category' ? categories.value : kind === 'place' ? places.value : units.value)])

  function nameOf(kind: DutyKind, code: string): string {
    const own = special(kind).find((one) => one.value === code)?.label
    if (own) return own
    if (kind === 'category') return code ? said(categoryTitle(code)) : ''
    return said((kind === 'place' ? placeByCode : unitByCode).value.get(code)?.name) || code
  }
  const label = (kind: DutyKind, value: string): string =>
    (kind === 'date' || !value ? value : kind === 'units' ? partiesOf(value).map((code) => nameOf('unit', code)).join(t('list.comma')) : nameOf(kind, value))

  const columns = computed(() => kDutyColumns.map((column) => ({ name: column.name, label: t(`column.${column.name}`), width: column.width })))
  function shown(row: Row): SheetRow {
    const wrong = [...ofRow(found.value, row), ...tried.value.filter((one) => one.line === row.line)]
    const word = (field: string) => wrong.filter((one) => one.field === field).map((one) => findingWord(one, words)).join(t('list.comma'))
    const state = base.value.has(row.raw) ? 'same' : baseKeys.value.has(row.values.slice(0, 2).join()) ? 'changed' : 'added'
    const known = new Set<string>(kDutyColumns.map((column) => column.name))
    return {
      at: row.at, line: row.line, state, problem: wrong.filter((one) => !known.has(one.field)).map((one) => findingWord(one, words)).join(t('list.comma')),
      cells: kDutyColumns.map(({ name, kind }) => {
        const value = row.values[file.value.columns.indexOf(name)] ?? ''
        return { value, label: label(kind, value), problem: word(name) }
      }),
    }
  }
  const filtered = computed(() => all.value.filter(fits.value))

  const write = (to: CsvFile) => changeFile(kDuties, writeCsv(to))
  const known = (kind: DutyKind): Named[] => {
    const own = special(kind).map((one) => ({ code: one.value, names: [one.label] }))
    if (kind === 'category') return [...own, ...(definitions.value?.categories ?? []).map((one) => named(one.code, one.title))]
    return [...own, ...(kind === 'place' ? sitePlaces.value : siteUnits.value).map((one) => named(one.code, one.name))]
  }
  function read(kind: DutyKind, text: string): string {
    if (kind === 'date') return dayOf(text)
    return kind === 'units' ? joined(text.split(/[;；、，,]+/).map((piece) => codeOf(piece, known('unit'))).filter(Boolean)) : codeOf(text, known(kind))
  }
  // Fills the rows that are shown from `at` on; what goes beyond them becomes new rows at the end.
  function paste(at: number, column: number, text: string): void {
    const from = Math.max(0, filtered.value.findIndex((row) => row.at === at))
    let to = file.value
    const targets = filtered.value.slice(from)
    pastedCells(text).forEach((cells, n) => {
      const values = Object.fromEntries(cells.slice(0, kDutyColumns.length - column).map((cell, c) => {
        const { name, kind } = kDutyColumns[column + c] as (typeof kDutyColumns)[number]
        return [name, read(kind, cell)]
      }))
      const row = targets[n]
      to = row ? withCells(to, row.at, values) : withRow(to, -1, values)
    })
    write(to)
  }
  return {
    columns, options, nameOf, filtered, all, shown, label, paste,
    set: (at: number, column: number, value: string) => write(withCells(file.value, at, { [kDutyColumns[column]?.name ?? '']: value })),
    add: (after: number) => write(withRow(file.value, after, { place: kAll })),
    remove: (at: number) => write(withoutRow(file.value, at)),
  }
}
