import { expect, it } from 'vitest'
import { dueBefore, filterOf, isDueBefore, isNarrowed, queryOf } from './filters'

it('reads what it knows from the address and leaves the rest', () => {
  expect(filterOf({ street: '990102002', due: 'today', case: 'HY-1', tab: 'open', holder: '', order: ['due', 'newest'] })).toEqual({ street: '990102002', due: 'today' })
  expect(queryOf({ street: '990102002', due: 'today', order: 'due' })).toEqual({ street: '990102002' })
  expect([isNarrowed({ order: 'due' }), isNarrowed({ due: 'week' })]).toEqual([false, true])
})
it('ends today at the midnight of the site, not of the browser or of Greenwich', () => {
  const late = new Date('2026-11-22T17:30:00Z') // half past one in the night of the 23rd, eight hours east
  expect(new Date(dueBefore({ due: 'today' }, late, '+08:00')).toISOString()).toBe('2026-11-23T16:00:00.000Z')
  expect(new Date(dueBefore({ due: 'week' }, late, '+08:00')).toISOString()).toBe('2026-11-29T16:00:00.000Z')
  expect(new Date(dueBefore({ due: 'today' }, late, '-03:30')).toISOString()).toBe('2026-11-23T03:30:00.000Z')
})
it('takes a case without a promise only where no end is wished', () => {
  expect([isDueBefore({ due_at: null }, Infinity), isDueBefore({ due_at: null }, 1e12)]).toEqual([true, false])
})
