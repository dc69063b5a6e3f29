import { expect, it } from 'vitest'
import { sourcesOf, standsIn, tabsFor } from './tabs'

it('gives somebody with two posts each tab once, the long lists last', () => {
  const names = tabsFor(['handler', 'dispatcher']).map((tab) => tab.name)
  expect(new Set(names).size).toBe(names.length)
  expect(names.slice(-2)).toEqual(['open', 'settled'])
  expect(tabsFor(['auditor'])).toEqual([])
})
it('reads a tab of several states as as many lists, and knows who has left it', () => {
  const accept = tabsFor(['dispatcher']).find((tab) => tab.name === 'accept')!
  expect(sourcesOf(accept)).toContainEqual({ state: 'received' })
  expect([standsIn(accept, { state: 'received', phase: 'open' }), standsIn(accept, { state: 'triage', phase: 'open' })]).toEqual([true, false])
  const overdue = tabsFor(['dispatcher']).find((tab) => tab.name === 'overdue')!
  expect([standsIn(overdue, { state: 'in_progress', phase: 'open' }), standsIn(overdue, { state: 'closed', phase: 'settled' })]).toEqual([true, false])
})
