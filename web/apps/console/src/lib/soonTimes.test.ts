import { expect, it } from 'vitest'
import { soonTimes } from './soonTimes'

const values = (at: string, offset: string) => soonTimes(new Date(at), offset).map((time) => time.value)

it('offers half an hour, one, two, and the end of the day, on the clock of the site', () => {
  expect(values('2026-11-22T01:10:20Z', '+08:00')).toEqual(['2026-11-22T09:41', '2026-11-22T10:11', '2026-11-22T11:11', '2026-11-22T18:00'])
})
it('leaves out an end of the day that has passed, and goes over midnight', () => {
  expect(values('2026-11-22T15:00:00Z', '+08:00')).toEqual(['2026-11-22T23:30', '2026-11-23T00:00', '2026-11-23T01:00'])
})
