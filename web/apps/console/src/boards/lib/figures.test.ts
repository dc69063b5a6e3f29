import { expect, it } from 'vitest'
import { corrections, identitySum, measuresOf, percent, rateOver, sorted, total, unled, type Line } from './figures'

const line = (subject: string, measures: Record<string, number>, onTime?: [number, number], since: Record<string, number> = {}): Line => ({
  subject, name: { zh: subject, en: subject }, measures, frozen: {}, since_frozen: since, cases: '',
  rates: onTime ? [{ name: 'on_time', numerator_bp: onTime[0] * 10_000, denominator: onTime[1], rate_bp: 0, excluded: 1, small: false }] : [],
}) as Line

const lines = [line('a', { taken: 3 }, [1, 3]), line('b', { taken: 40, late: 2 }, [38, 40]), line('c', {})]

it('adds lines up, and lets a line be silent', () => {
  expect(total(lines, 'taken')).toBe(43)
  expect(total(lines, 'late')).toBe(2)
})
it('weighs a rate over many lines by what each counts, and is never a mean of percentages', () => {
  expect(rateOver(lines, 'on_time')).toEqual({ bp: 9070, denominator: 43, excluded: 2, small: false })
  expect(rateOver([lines[0]!], 'on_time')?.small).toBe(true)
  expect(rateOver([lines[2]!], 'on_time')).toBeUndefined()
  expect(percent(9070)).toBe('90.7%')
  expect(percent(10_000)).toBe('100.0%')
})
it('says what nobody leads yet', () => {
  expect(unled(lines, [line('hotline', { taken: 45 })], 'taken')).toBe(2)
  expect(unled([line('a', { supervised_now: 3 })], [line('hotline', {})], 'supervised_now')).toBe(0)
})
it('shows no column the board does not have', () => {
  expect(measuresOf('category')).not.toContain('supervised_now')
  expect(measuresOf('unit')).toContain('supervised_now')
})
it('knows the identity', () => {
  expect(identitySum({ taken: 9, in_hand: 1, closed: 2, refused: 1, transferred: 2, withdrawn: 1, merged: 2, supervised: 7, holds: true })).toBe(9)
})
it('tells corrections from silence', () => {
  expect(corrections(line('a', {}, undefined, { closed: 1, taken: 0, late: -1 }))).toEqual([['closed', 1], ['late', -1]])
})
it('sorts by figure, rate and name; who has no rate stands last either way', () => {
  const names = (by: string, down: boolean) => sorted(lines, { by, down }, (one) => one.subject).map((one) => one.subject).join('')
  expect(names('taken', true)).toBe('bac')
  expect(names('rate.on_time', true)).toBe('bac')
  expect(names('rate.on_time', false)).toBe('abc')
  expect(names('name', true)).toBe('cba')
})
