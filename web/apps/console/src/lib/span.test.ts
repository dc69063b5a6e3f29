import { expect, it } from 'vitest'
import { spanTo } from './span'

const hour = 3_600_000
it.each([
  [59 * 60_000, { unit: 'minutes', n: 59, past: false }],
  [2 * hour - 1, { unit: 'hours', n: 1, past: false }],
  [47.9 * hour, { unit: 'hours', n: 47, past: false }],
  [49 * hour, { unit: 'days', n: 2, past: false }],
  [-30_000, { unit: 'minutes', n: 0, past: true }],
  [-3 * hour, { unit: 'hours', n: 3, past: true }],
])('%d ms from now', (ms, span) => {
  expect(spanTo(1e12 + ms, 1e12)).toEqual(span)
})
