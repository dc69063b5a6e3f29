// The words of the figures.
import type { Texts } from '@huiyin/i18n'
import { zh, type Key } from '../../texts/zh'

// A measure the screens do not know yet is shown by its own name rather than not at all.
export function measureName(measure: string, { t }: Texts<Key>): string {
  const key = `measure.${measure}`
  return key in zh ? t(key as Key) : measure
}
