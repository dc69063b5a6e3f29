// The first line of the board, over all programmes.
import type { Texts } from '@huiyin/i18n'
import type { RouteLocationRaw } from 'vue-router'
import type { Key } from '../../texts/zh'
import type { KeyFigure } from '../parts/KeyFigures.vue'
import { percent, rateOver, total, type Line } from './figures'

export function keyFigures(
  all: readonly Line[], supervised: number, { t }: Texts<Key>, linkOf: (line: undefined, measure: string) => RouteLocationRaw,
): KeyFigure[] {
  const count = (measure: 'taken' | 'closed' | 'in_hand' | 'late' | 'supervised_now', note: string): KeyFigure => {
    const n = measure === 'supervised_now' ? supervised : total(all, measure)
    return { name: t(`measure.${measure}`), value: String(n), note, to: n ? linkOf(undefined, measure) : undefined, alarm: measure === 'late' && n > 0 }
  }
  const rate = (name: 'on_time' | 'satisfaction', measure: string, note: (n: number) => string): KeyFigure => {
    const over = rateOver(all, name)
    return { name: t(`rate.${name}`), value: over ? percent(over.bp) : '–', note: over ? note(over.denominator) : t('key.nothing'), to: over ? linkOf(undefined, measure) : undefined }
  }
  return [
    count('taken', t('key.taken')), count('closed', t('key.closed')), count('in_hand', t('key.now')), count('supervised_now', t('key.now')),
    count('late', t('key.late')), rate('on_time', 'on_time', (n) => t('key.onTime', { n })), rate('satisfaction', 'rated', (n) => t('key.rated', { n })),
  ]
}
