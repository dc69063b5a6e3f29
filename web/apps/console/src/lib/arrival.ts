// By when those called have to be there, and who is. What runs out and when is the server's to say.
import type { CaseView } from '@huiyin/api'

export type Called = CaseView['parties'][number]
export interface Arrival { party: Called; at: string | null; isHere: boolean; isLate: boolean; due_at: string | null; colour: string }

// The clock that runs until everybody called is there.
export const arriveClock = (view: CaseView) => view.clocks.find((clock) => clock.name === 'arrive' && clock.status === 'running')

// When a unit said it was there: its own act, as the thread has it.
export const reportedAt = (view: CaseView, unit: string): string | null =>
  view.timeline.find((entry) => (entry.kind === 'party.report_in' || entry.kind === 'party.sign') && entry.by_unit === unit)?.at ?? null

// Which of its two clocks a called unit hears first: its own, or the one of the whole call.
export function dueOf(view: CaseView, party: Called): { due_at: string | null; colour: string } {
  const clock = party.state === 'called' ? arriveClock(view) : undefined
  if (!clock?.due_at || (party.due_at && Date.parse(party.due_at) < Date.parse(clock.due_at))) return party
  return clock
}

export const arrivals = (view: CaseView, nowMs: number): Arrival[] =>
  view.parties.filter((party) => party.state !== 'waived').map((party) => {
    const { due_at, colour } = dueOf(view, party)
    const isHere = party.state !== 'called'
    const isOver = colour === 'red' || (due_at !== null && Date.parse(due_at) < nowMs)
    return { party, at: reportedAt(view, party.unit.code), isHere, isLate: !isHere && isOver, due_at, colour: isOver ? 'red' : colour }
  })
