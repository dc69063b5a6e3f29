import { expect, it } from 'vitest'
import { bandsOf, openedBetween } from './ages'

const now = Date.parse('2026-11-22T12:00:00+08:00')
const opened = (days: number, colour = 'green') => ({ opened_at: new Date(now - days * 86_400_000).toISOString(), colour })

it('puts every case into one band, late ones apart', () => {
  const bands = bandsOf([opened(0), opened(0.99), opened(1), opened(6, 'red'), opened(29.9), opened(30), opened(400, 'red')], now)
  expect(bands.map((band) => band.late + band.other)).toEqual([2, 1, 1, 0, 1, 2])
  expect(bands.map((band) => band.late)).toEqual([0, 0, 1, 0, 0, 1])
})
it('asks the list by the same edges', () => {
  expect(openedBetween('0-1', now)).toEqual({ opened_from: '2026-11-21T04:00:00.000Z' })
  expect(openedBetween('30-', now)).toEqual({ opened_before: '2026-10-23T04:00:00.000Z' })
  expect(openedBetween('3-7', now)).toEqual({ opened_from: '2026-11-15T04:00:00.000Z', opened_before: '2026-11-19T04:00:00.000Z' })
  expect(openedBetween('2-4', now)).toBeUndefined()
})
