import type { CaseView } from '@huiyin/api'
import { expect, it } from 'vitest'
import { arrivals, dueOf } from './arrival'

const party = (code: string, state: string, due_at = '2026-11-23T10:00:00+08:00') => ({ unit: { code }, state, due_at, colour: 'green', settled: false })
const whistle = (colour: string) => ({
  parties: [party('urban', 'here'), party('water', 'called'), party('gas', 'waived')],
  clocks: [{ name: 'arrive', status: 'running', colour, due_at: '2026-11-22T10:00:00+08:00' }],
  timeline: [{ kind: 'party.report_in', by_unit: 'urban', at: '2026-11-22T09:40:00+08:00' }],
}) as unknown as CaseView

it('tells who is here since when, who is awaited and who is late; who was released counts for nothing', () => {
  const told = (at: string) => arrivals(whistle('green'), Date.parse(`2026-11-22T${at}:00+08:00`)).map((one) => [one.party.unit.code, one.at?.slice(11, 16) ?? '', one.isHere, one.isLate])
  expect(told('09:50')).toEqual([['urban', '09:40', true, false], ['water', '', false, false]])
  expect(told('10:01')).toEqual([['urban', '09:40', true, false], ['water', '', false, true]])
})
it('gives a called unit the time of the call where that comes before its own', () => {
  const view = whistle('green')
  expect(view.parties.map((one) => dueOf(view, one).due_at?.slice(8, 10))).toEqual(['23', '22', '23'])
})
