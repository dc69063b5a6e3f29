import type { Texts } from '@huiyin/i18n'
import { expect, it } from 'vitest'
import type { Key } from '../../texts/zh'
import { boardSheet } from './board_sheet'
import type { Line } from './figures'

const words = { t: (key: string) => key, said: (name: { zh: string }) => name.zh } as unknown as Texts<Key>
const line = (subject: string, measures: Record<string, number>, onTime?: [number, number]): Line => ({
  subject, name: { zh: `${subject}局`, en: '' }, measures, frozen: {}, since_frozen: {}, cases: '',
  rates: onTime ? [{ name: 'on_time', numerator_bp: onTime[0] * 10_000, denominator: onTime[1], rate_bp: 0, excluded: 0, small: false }] : [],
}) as Line

it('hands over rows that add up, with what nobody leads in a row of its own', () => {
  const { head, rows } = boardSheet('x', 'unit', [line('a', { taken: 3, supervised_now: 1 }, [1, 2]), line('b', { taken: 4 })], [line('hotline', { taken: 9 }, [1, 2])], words)
  const taken = head.indexOf('measure.taken (board.cases)')
  expect(rows.map((row) => row[taken])).toEqual([3, 4, 2, 9])
  expect(rows.map((row) => row[0])).toEqual(['a局', 'b局', 'board.unled', 'board.total'])
  expect(rows[0]![head.indexOf('rate.on_time (%)')]).toBe(50)
  expect(rows[1]![head.indexOf('rate.on_time (%)')]).toBeNull()
  expect(rows.at(-1)![head.indexOf('measure.supervised_now (board.cases)')]).toBe(1)
})
it('has no row for nobody where every case stands in a line', () => {
  const { rows } = boardSheet('x', 'street', [line('a', { taken: 3 })], [line('hotline', { taken: 3 })], words)
  expect(rows.map((row) => row[0])).toEqual(['a局', 'board.total'])
})
