import { expect, test } from 'vitest'
import { hourName, kHours } from './hours'

test('a day has twenty-four hours, each named by where it begins and ends', () => {
  expect(kHours).toHaveLength(24)
  expect(kHours.map(hourName)[8]).toBe('08:00–09:00')
  expect(hourName('23')).toBe('23:00–24:00')
})
