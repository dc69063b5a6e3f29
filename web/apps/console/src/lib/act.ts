// Doing something with a case, or with many.
import { answered, newKey, type Schemas } from '@huiyin/api'
import { server, unguarded } from './session'

export type Outcome = Schemas['BulkCaseOutcome']

// `key` names one wish: the same wish sent again (a network that broke) is done once.
export const act = (caseNo: string, command: string, body: Record<string, unknown>, key = newKey()) =>
  answered(server.POST('/api/v1/cases/{case_no}/commands/{command}', {
    params: { path: { case_no: caseNo, command }, header: { 'Idempotency-Key': key } }, body: body as Schemas['CommandInput'],
  }))

// Claiming and letting go are no wishes of a person: no key, and nobody is asked to sign in for them.
export const claimCase = (caseNo: string, command: 'claim' | 'release') =>
  answered(unguarded.POST('/api/v1/cases/{case_no}/commands/{command}', {
    params: { path: { case_no: caseNo, command } }, body: {} as Schemas['CommandInput'],
  }))

// The last word of a page that goes: it has to be out before the page is asked anything more.
export const releaseInLeaving = (caseNo: string) =>
  fetch(`/api/v1/cases/${encodeURIComponent(caseNo)}/commands/release`, {
    method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' }, keepalive: true,
  })

export const actOnMany = (command: string, cases: { case_no: string; version: number }[], form: Record<string, unknown>) =>
  answered(server.POST('/api/v1/commands/{command}', {
    params: { path: { command } }, body: { cases, form } as Schemas['BulkInput'],
  }))

// Runs `each` over all, a few at a time.
export async function inTurn<T>(all: readonly T[], each: (one: T) => Promise<void>, atOnce = 6): Promise<void> {
  const waiting = [...all]
  const lane = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await each(one)
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
}
