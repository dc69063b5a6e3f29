// The tabs of the queue: what each role has to do, as states of cases. A case of any lifecycle stands in the tab that
// names its state. These are views of a list; what may be done with a case is the server's to say.
import type { CaseLine, ListQuery } from '@huiyin/api'
import type { Role } from './navigation'

export interface Tab {
  name: TabName
  states: readonly string[] // none: all open ones
  narrowed?: ListQuery
  order: 'newest' | 'due'
}
export type TabName =
  | 'accept' | 'dispatch' | 'sign' | 'handle' | 'rework' | 'check' | 'callback' | 'hold' | 'overdue' | 'supervised' | 'open' | 'settled'

const tab = (name: TabName, states: readonly string[], order: Tab['order'] = 'due'): Tab => ({ name, states, order })

const tabs: Record<TabName, Tab> = {
  accept: tab('accept', ['received', 'requested', 'raised', 'verifying']),
  dispatch: tab('dispatch', ['triage', 'return_requested', 'deliberating', 'claimed']),
  sign: tab('sign', ['dispatched', 'assigned', 'offered', 'called']),
  handle: tab('handle', ['accepted', 'in_progress', 'at_once', 'taken', 'serving', 'working', 'assembled']),
  rework: tab('rework', ['rework']),
  check: tab('check', ['resolved', 'checking', 'reviewing', 'finished']),
  callback: tab('callback', ['callback', 'done']),
  hold: tab('hold', ['suspended']),
  overdue: { name: 'overdue', states: [], narrowed: { overdue: true, phase: 'open' }, order: 'due' },
  supervised: { name: 'supervised', states: [], narrowed: { supervised: true, phase: 'open' }, order: 'due' },
  open: { name: 'open', states: [], narrowed: { phase: 'open' }, order: 'newest' },
  settled: { name: 'settled', states: [], narrowed: { phase: 'settled' }, order: 'newest' },
}

const centre: TabName[] = ['accept', 'dispatch', 'sign', 'hold', 'overdue', 'callback', 'open', 'settled']
const unit: TabName[] = ['sign', 'handle', 'rework', 'overdue', 'open', 'settled']
const area: TabName[] = ['accept', 'sign', 'handle', 'check', 'overdue', 'open', 'settled']
const ofRole: Partial<Record<Role, TabName[]>> = {
  intake: centre,
  dispatcher: centre,
  handler: unit,
  liaison: unit,
  reviewer: ['check', 'callback', 'overdue', 'open', 'settled'],
  caller: ['callback', 'check', 'open', 'settled'],
  supervisor: ['overdue', 'supervised', 'hold', 'check', 'open', 'settled'],
  district_lead: ['overdue', 'supervised', 'open', 'settled'],
  street_lead: area,
  community_lead: area,
  grid_lead: area,
  grid_worker: area,
}

// In the order of the posts; one that several posts have stands once.
export function tabsFor(roles: readonly Role[]): Tab[] {
  const names = new Set(roles.flatMap((role) => ofRole[role] ?? []))
  const late: TabName[] = ['open', 'settled']
  return [...names].filter((name) => !late.includes(name)).concat(late.filter((name) => names.has(name))).map((name) => tabs[name])
}

export const caseRoles = Object.keys(ofRole) as Role[]
export const readsCases = (roles: readonly Role[]) => roles.some((role) => ofRole[role] !== undefined)

// The lists a tab is made of: one a state, merged when read.
export const sourcesOf = (shown: Tab): ListQuery[] =>
  shown.states.length > 0 ? shown.states.map((state) => ({ state })) : [shown.narrowed ?? {}]

// Does a case still stand in this tab? What only the server can tell (overdue, supervised) is left to its next answer.
export const standsIn = (shown: Tab, line: Pick<CaseLine, 'state' | 'phase'>): boolean => {
  if (shown.states.length > 0) return shown.states.includes(line.state)
  return shown.narrowed?.phase === undefined || shown.narrowed.phase === line.phase
}
