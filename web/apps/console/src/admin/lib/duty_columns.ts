// The columns of the duty table: what stands in each, in codes and in names.
import type { Wording } from '@huiyin/api'

export type DutyKind = 'category' | 'place' | 'unit' | 'units' | 'date'
export interface DutyColumn { name: string; kind: DutyKind; width: string }

export const kDutyColumns = [
  { name: 'category', kind: 'category', width: '17%' },
  { name: 'place', kind: 'place', width: '10%' }, { name: 'lead', kind: 'unit', width: '15%' }, { name: 'parties', kind: 'units', width: '17%' },
  { name: 'supervising', kind: 'unit', width: '13%' }, { name: 'backstop', kind: 'unit', width: '13%' }, { name: 'valid_from', kind: 'date', width: '7%' }, { name: 'valid_until', kind: 'date', width: '7%' },
] as const satisfies readonly DutyColumn[]

// Words that stand for the unit on duty at the place, and for all categories or places.
export const kOnDuty = ['@grid', '@community', '@street'] as const
export const kAll = '*'

export const partiesOf = (cell: string): string[] => cell.split(/[;\s]+/).filter(Boolean)
export const joined = (parties: readonly string[]): string => parties.join(';')

export interface Named { code: string; names: readonly string[] }
export const named = (code: string, name: Wording): Named => ({ code, names: [name.zh, name.en] })

// A name back to its code, where it is the name of one only; else as it was written.
export function codeOf(text: string, all: readonly Named[]): string {
  const wanted = text.trim()
  const found = all.filter((one) => one.code === wanted || one.names.includes(wanted))
  const exact = found.find((one) => one.code === wanted)
  return exact?.code ?? (found.length === 1 ? (found[0] as Named).code : wanted)
}

// What comes from a spreadsheet: rows by line ends, cells by tabs, quotes around what holds either.
export function pastedCells(text: string): string[][] {
  const rows: string[][] = [['']]
  const put = (piece: string) => { const row = rows.at(-1) as string[]; row[row.length - 1] += piece }
  let isQuoted = false
  for (let at = 0; at < text.length; at++) {
    const c = text[at] as string
    if (isQuoted && c === '"' && text[at + 1] === '"') { put(c); at++ }
    else if (c === '"' && (isQuoted || rows.at(-1)?.at(-1) === '')) isQuoted = !isQuoted
    else if (isQuoted) put(c)
    else if (c === '\t') rows.at(-1)?.push('')
    else if (c === '\n') rows.push([''])
    else if (c !== '\r') put(c)
  }
  if (rows.length > 1 && rows.at(-1)?.join('') === '') rows.pop()
  return rows
}

// Days as spreadsheets write them ("2026/1/5", or with the Chinese words for year, month and day), as the table does.
export function dayOf(text: string): string {
  const read = /^(\d{4})[-/.\u5e74](\d{1,2})[-/.\u6708](\d{1,2})\u65e5?$/.exec(text.trim())
  return read ? `${read[1]}-${read[2]?.padStart(2, '0')}-${read[3]?.padStart(2, '0')}` : text.trim()
}
