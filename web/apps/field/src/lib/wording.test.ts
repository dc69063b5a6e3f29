import { describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { zh, type Key } from '../texts/zh'
import { fill } from '@huiyin/i18n'
import { clockOf, coded, localMoment, metres, soonOr } from './wording'

vi.mock('@huiyin/design', () => import('../../../../packages/design/src/tone'))

const words = { t: (key: Key, params?: Record<string, string | number>) => fill(zh[key], params), language: ref<'zh' | 'en'>('zh'), said: (name?: { zh: string }) => name?.zh ?? '', speak: async () => undefined }

describe('a clock', () => {
  const line = { phase: 'open', colour: 'green', due_at: '2026-11-25T17:30:00+08:00', state_wording: { zh: '', en: '' } }
  it('is the one that runs out first', () => {
    expect(clockOf({ ...line, step_colour: 'red', step_due_at: '2026-11-23T10:30:00+08:00' })).toEqual({ tone: 'late', at: '2026-11-23T10:30:00+08:00' })
    expect(clockOf({ ...line, step_colour: 'green', step_due_at: '2026-11-26T10:30:00+08:00' }).at).toBe(line.due_at)
    expect(clockOf({ ...line, step_colour: '', step_due_at: null })).toEqual({ tone: 'ontime', at: line.due_at })
  })
  it('calls today and tomorrow by their names, in the days of the site', () => {
    const now = new Date('2026-11-22T17:00:00Z') // already the 23rd there
    expect(soonOr('2026-11-23T10:30:00+08:00', words, now)).toBe('今天 10:30')
    expect(soonOr('2026-11-24T09:00:00+08:00', words, now)).toBe('明天 09:00')
    expect(soonOr('2026-11-25T09:00:00+08:00', words, now)).toBe('11月25日 09:00')
  })
})

it('distances are said as one walks them', () => {
  expect([3, 84, 996, 1240].map((n) => metres(n, words))).toEqual(['就在这里', '80 米', '1000 米', '1.2 公里'])
})

it('a code nobody has a word for stands as it is', () => {
  expect(coded('choice.pass', 'pass', words)).toBe('通过')
  expect(coded('choice.odd', 'odd', words)).toBe('odd')
})

it('what the phone wrote is said in the phone’s time', () => {
  expect(localMoment(new Date(2026, 10, 22, 9, 5).toISOString(), 'zh')).toMatch(/11月22日 09:05$/)
})
