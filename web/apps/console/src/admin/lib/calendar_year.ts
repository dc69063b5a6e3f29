// A year of the calendar: days off and weekend days that are worked, in the words of calendar/YYYY.yaml.
import { readYaml, scalarAt, withPiece } from './yaml_spot'

export type DayKind = 'working' | 'weekend' | 'holiday' | 'swapped'
export interface Year { year: number; isProvisional: boolean; source: string; off: ReadonlySet<string>; worked: ReadonlySet<string> }

const kDayMs = 86_400_000
const kPerLine = 8
const at = (day: string) => Date.parse(`${day}T00:00:00Z`)
export const dayAt = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
export const movedBy = (day: string, days: number): string => dayAt(at(day) + days * kDayMs)
// Monday is 0.
export const weekdayOf = (day: string): number => (new Date(at(day)).getUTCDay() + 6) % 7
export const isWeekend = (day: string): boolean => weekdayOf(day) > 4

// Dates one by one, or "first..last".
function daysOf(text: string, key: string): string[] {
  const list: unknown = readYaml(text).toJS({ maxAliasCount: 0 })
  const items = (list as Record<string, unknown> | null)?.[key]
  return (Array.isArray(items) ? items : []).flatMap((item) => {
    const [first = '', last = first] = String(item).split('..')
    const days: string[] = []
    for (let day = at(first); day <= at(last); day += kDayMs) days.push(dayAt(day))
    return days
  })
}

export function readYear(path: string, text: string): Year {
  const document = readYaml(text)
  return {
    year: Number(/(\d{4})\.yaml$/.exec(path)?.[1] ?? 0),
    isProvisional: scalarAt(document, ['provisional']) === 'true',
    source: scalarAt(document, ['source']),
    off: new Set(daysOf(text, 'off')),
    worked: new Set(daysOf(text, 'worked')),
  }
}

export function kindOf(day: string, year: Pick<Year, 'off' | 'worked'>): DayKind {
  if (year.off.has(day)) return 'holiday'
  if (!isWeekend(day)) return 'working'
  return year.worked.has(day) ? 'swapped' : 'weekend'
}

// What a click makes of a day: a working day becomes a holiday and back; a weekend day is worked, then a holiday, then as it was.
const kNext: Record<DayKind, DayKind> = { working: 'holiday', weekend: 'swapped', swapped: 'holiday', holiday: 'working' }
export const nextKind = (day: string, kind: DayKind): DayKind => (kind === 'holiday' && isWeekend(day) ? 'weekend' : kNext[kind])

function list(days: ReadonlySet<string>): string {
  const sorted = [...days].sort()
  const lines: string[] = []
  for (let from = 0; from < sorted.length; from += kPerLine) lines.push(sorted.slice(from, from + kPerLine).join(', '))
  return `[${lines.join(',\n  ')}]`
}

const without = (days: ReadonlySet<string>, day: string) => new Set([...days].filter((one) => one !== day))
const same = (a: ReadonlySet<string>, b: ReadonlySet<string>) => a.size === b.size && [...a].every((day) => b.has(day))

// The file with this day of that kind; the list it does not touch stays as it is set.
export function withDay(path: string, text: string, day: string, kind: DayKind): string {
  const year = readYear(path, text)
  const off = kind === 'holiday' ? new Set([...year.off, day]) : without(year.off, day)
  const worked = kind === 'swapped' ? new Set([...year.worked, day]) : without(year.worked, day)
  let changed = text
  if (!same(off, year.off)) changed = withPiece(changed, ['off'], list(off)) ?? changed
  if (!same(worked, year.worked)) changed = withPiece(changed, ['worked'], list(worked)) ?? changed
  return changed
}

export const newYear = (year: number): string => `year: ${year}\nprovisional: true\noff: []\nworked: []\n`
export const yearPath = (year: number): string => `calendar/${year}.yaml`

// The days of a month in weeks of seven, Monday first; '' where none stands.
export function weeksOf(year: number, month: number): string[][] {
  const first = `${year}-${String(month).padStart(2, '0')}-01`
  const days = Array.from({ length: 42 }, (_, n) => movedBy(first, n - weekdayOf(first))).map((day) => (day.slice(0, 7) === first.slice(0, 7) ? day : ''))
  const weeks = Array.from({ length: 6 }, (_, n) => days.slice(n * 7, n * 7 + 7))
  return weeks.filter((week) => week.some(Boolean))
}
