import { expect, it } from 'vitest'
import { kindOf, newYear, nextKind, readYear, weeksOf, withDay, yearPath } from './calendar_year'

const path = 'calendar/2026.yaml'
const text = `# By the notice.
year: 2026
provisional: false
source: https://www.gov.cn/x   # the notice
off: [2026-01-01, 2026-10-01..2026-10-03]
worked: [2026-01-04]
`

it('reads the days of a year, ranges too', () => {
  const year = readYear(path, text)
  expect([...year.off]).toEqual(['2026-01-01', '2026-10-01', '2026-10-02', '2026-10-03'])
  expect(kindOf('2026-01-01', year)).toBe('holiday')
  expect(kindOf('2026-01-02', year)).toBe('working')
  expect(kindOf('2026-01-03', year)).toBe('weekend')
  expect(kindOf('2026-01-04', year)).toBe('swapped')
  expect(year).toMatchObject({ year: 2026, isProvisional: false, source: 'https://www.gov.cn/x' })
})
it('writes the list that changes and keeps the rest', () => {
  expect(withDay(path, text, '2026-01-10', 'swapped')).toBe(text.replace('[2026-01-04]', '[2026-01-04, 2026-01-10]'))
  expect(withDay(path, text, '2026-01-04', 'weekend')).toBe(text.replace('[2026-01-04]', '[]'))
  expect(withDay(path, text, '2026-01-04', 'swapped')).toBe(text)
})
it('goes round the kinds a day can be of', () => {
  expect(nextKind('2026-01-02', 'working')).toBe('holiday')
  expect(nextKind('2026-01-02', 'holiday')).toBe('working')
  expect([nextKind('2026-01-03', 'weekend'), nextKind('2026-01-03', 'swapped'), nextKind('2026-01-03', 'holiday')]).toEqual(['swapped', 'holiday', 'weekend'])
})
it('begins a year without a notice, in lines of eight once there are many', () => {
  let year = newYear(2028)
  for (let day = 3; day < 13; day++) year = withDay(yearPath(2028), year, `2028-01-${String(day).padStart(2, '0')}`, 'holiday')
  expect(year).toContain('off: [2028-01-03, 2028-01-04, 2028-01-05, 2028-01-06, 2028-01-07, 2028-01-08, 2028-01-09, 2028-01-10,\n  2028-01-11, 2028-01-12]\n')
  expect(readYear(yearPath(2028), year).off.size).toBe(10)
})
it('lays a month out in weeks from Monday', () => {
  const weeks = weeksOf(2026, 2)
  expect(weeks[0]).toEqual(['', '', '', '', '', '', '2026-02-01'])
  expect(weeks.flat().filter(Boolean)).toHaveLength(28)
})
