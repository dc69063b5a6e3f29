// Sums over the lines of a board. Nothing is counted here that the server has not counted; lines are only added up.
import type { Schemas } from '@huiyin/api'

export type Line = Schemas['BoardLine']
export type Identity = Schemas['Identity']
export type Measure = string

// What the table shows, in the order of the identity; the rates stand behind it.
export const kMeasures = ['taken', 'in_hand', 'closed', 'refused', 'transferred', 'withdrawn', 'merged', 'on_time', 'late', 'rated',
  'reworked', 'returned', 'supervised_now'] as const
// Programmes and categories do not say what is supervised now.
export const measuresOf = (by: string): readonly (typeof kMeasures)[number][] =>
  by === 'unit' || by === 'street' ? kMeasures : kMeasures.filter((measure) => measure !== 'supervised_now')
export const kRates = ['on_time', 'satisfaction'] as const
// What stands now, whatever the period.
const kStock: readonly string[] = ['in_hand', 'supervised_now']

export const isStock = (measure: Measure): boolean => kStock.includes(measure)

export const of = (line: Pick<Line, 'measures'>, measure: Measure): number => (line.measures as Record<string, number>)[measure] ?? 0
export const total = (lines: readonly Pick<Line, 'measures'>[], measure: Measure): number =>
  lines.reduce((sum, line) => sum + of(line, measure), 0)

export interface RateOver { bp: number; denominator: number; excluded: number; small: boolean }

const kSmall = 10

// One rate over many lines: their numerators over their denominators, as the server defines each.
export function rateOver(lines: readonly Pick<Line, 'rates'>[], name: string): RateOver | undefined {
  const rates = lines.flatMap((line) => line.rates.filter((rate) => rate.name === name))
  const denominator = rates.reduce((sum, rate) => sum + rate.denominator, 0)
  if (denominator === 0) return undefined
  const numerator = rates.reduce((sum, rate) => sum + rate.numerator_bp, 0)
  return {
    bp: Math.round(numerator / denominator), denominator, small: denominator < kSmall,
    excluded: rates.reduce((sum, rate) => sum + rate.excluded, 0),
  }
}

export const percent = (bp: number): string => `${(bp / 100).toFixed(1)}%`

// The whole of a column. The lines by programme hold every case, but not who is supervised.
export const whole = (lines: readonly Line[], all: readonly Line[], measure: Measure): number =>
  total(measure === 'supervised_now' ? lines : all, measure)
// What lines by unit or category leave out: cases nobody leads yet.
export const unled = (lines: readonly Line[], all: readonly Line[], measure: Measure): number => whole(lines, all, measure) - total(lines, measure)

export const identitySum = (identity: Identity): number =>
  identity.in_hand + identity.closed + identity.refused + identity.transferred + identity.withdrawn + identity.merged

// What came after the months were sealed: measures that moved, of one line.
export const corrections = (line: Pick<Line, 'since_frozen'>): [Measure, number][] =>
  Object.entries(line.since_frozen as Record<string, number>).filter(([, moved]) => moved !== 0)

export type Order = { by: string; down: boolean }

// By name, by a figure, or by a rate (lines without it last).
export function sorted(lines: readonly Line[], order: Order, nameOf: (line: Line) => string): Line[] {
  const value = (line: Line): number => {
    const rate = order.by.startsWith('rate.') ? rateOver([line], order.by.slice(5)) : undefined
    if (order.by.startsWith('rate.')) return rate ? rate.bp : order.down ? -1 : Infinity
    return of(line, order.by)
  }
  const sign = order.down ? -1 : 1
  return [...lines].sort((a, b) =>
    (order.by === 'name' ? sign * nameOf(a).localeCompare(nameOf(b), 'zh-CN') : sign * (value(a) - value(b))) || a.subject.localeCompare(b.subject))
}
