// How long a promise still runs, in one or two characters a dispatcher reads at a glance.
import type { CaseLine } from '@huiyin/api'
import { toneOf } from '@huiyin/design'
import type { Texts } from '@huiyin/i18n'
import { shallowRef } from 'vue'
import { spanTo } from './span'
import type { Key } from '../texts/zh'

// The minute that has begun: clocks on the screen move by it.
export const now = shallowRef(Date.now())
setInterval(() => { now.value = Date.now() }, 30_000)

type Line = Pick<CaseLine, 'phase' | 'colour' | 'due_at' | 'state_wording'>

export function clockWord(line: Line, { t, said }: Texts<Key>): string {
  if (toneOf(line) === 'done' || !line.due_at) return said(line.state_wording)
  if (toneOf(line) === 'waiting') return t('clock.waiting')
  const { unit, n, past } = spanTo(Date.parse(line.due_at), now.value)
  return t(past ? `clock.past.${unit}` : `clock.left.${unit}`, { n })
}
