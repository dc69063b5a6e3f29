import { expect, it } from 'vitest'
import { choices, daysOf, isPeriod, monthName, monthsBefore, periodName, spanName, steps } from './period'

it('counts months backwards over new year', () => {
  expect(monthsBefore('2026-01', 1)).toBe('2025-12')
  expect(monthsBefore('2026-03', 15)).toBe('2024-12')
  expect(choices('2026-11-22').months.slice(0, 2)).toEqual(['2026-11', '2026-10'])
  expect(choices('2026-11-22').years).toEqual(['2026', '2025', '2024'])
})
it('knows the days of a leap February and of a year', () => {
  expect(daysOf('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  expect(daysOf('2026-12')).toEqual({ from: '2026-12-01', to: '2026-12-31' })
  expect(daysOf('2026')).toEqual({ from: '2026-01-01', to: '2026-12-31' })
})
it('steps through what has been, and no further', () => {
  expect(steps('2026-11', '2026-11-03')).toEqual(['2026-11-01', '2026-11-02', '2026-11-03'])
  expect(steps('2026-02', '2026-11-03')).toHaveLength(28)
  expect(steps('2026', '2026-03-31')).toEqual(['2026-01', '2026-02', '2026-03'])
})
it('is said in both languages', () => {
  expect(periodName('2026-11', 'zh')).toBe('2026年11月')
  expect(periodName('2026-11-05', 'en')).toBe('5 Nov 2026')
  expect(spanName('2026', '2026', 'en')).toBe('2026')
  expect(periodName('2026', 'zh')).toBe('2026年')
  expect(monthName('2026-09', 'zh')).toBe('9月')
  expect(monthName('2026-01', 'en')).toBe('Jan')
  expect(spanName('2026-09', '2026-11', 'zh')).toBe('2026年9月 – 2026年11月')
})
it('takes nothing from an address that is no period', () => {
  expect(['2026', '2026-11'].every(isPeriod)).toBe(true)
  expect(['2026-13', '26', '2026-1', '2026-11-01', ''].some(isPeriod)).toBe(false)
})
