// The board's table as it is handed over: the same rows, the same sums.
import type { Texts } from '@huiyin/i18n'
import type { Key } from '../../texts/zh'
import type { By } from './behind'
import { kRates, measuresOf, of, rateOver, unled, whole, type Line } from './figures'
import type { Cell, Sheet } from './sheet'

const ratesOf = (lines: readonly Line[]): Cell[] => kRates.flatMap((name) => {
  const rate = rateOver(lines, name)
  return [rate ? rate.bp / 100 : null, rate?.denominator ?? null]
})

export function boardSheet(name: string, by: By, lines: readonly Line[], all: readonly Line[], { t, said }: Texts<Key>): Sheet {
  const measures = measuresOf(by)
  const head = [t(`by.${by}`), t('board.code'), ...measures.map((measure) => `${t(`measure.${measure}`)} (${t('board.cases')})`),
    ...kRates.flatMap((rate) => [`${t(`rate.${rate}`)} (%)`, `${t(`rate.${rate}`)}: ${t('board.denominator')}`])]
  const rows: Cell[][] = lines.map((line) =>
    [said(line.name) || line.subject, line.subject, ...measures.map((measure) => of(line, measure)), ...ratesOf([line])])
  const rest = measures.map((measure) => unled(lines, all, measure))
  if (rest.some((n) => n !== 0)) rows.push([t('board.unled'), '', ...rest])
  rows.push([t('board.total'), '', ...measures.map((measure) => whole(lines, all, measure)), ...ratesOf(all)])
  return { name, head, rows }
}
