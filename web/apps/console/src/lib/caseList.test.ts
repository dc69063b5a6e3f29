import type { CaseLine, ListQuery } from '@huiyin/api'
import { describe, expect, it } from 'vitest'
import { CaseList, renewed, type ReadPage } from './caseList'

const line = (n: number, state: string) =>
  ({ case_no: `HY-${String(n).padStart(3, '0')}`, state, due_at: new Date(n * 60_000).toISOString(), opened_at: new Date(n * 60_000).toISOString() }) as CaseLine
const numbers = (rows: readonly CaseLine[]) => rows.map((row) => Number(row.case_no.slice(3)))

// A server with pages of three, its cursor the number of rows given.
const serverOf = (rows: CaseLine[], asked: ListQuery[] = []): ReadPage => async (query) => {
  asked.push(query)
  const all = rows.filter((row) => row.state === query.state).sort((a, b) => a.case_no.localeCompare(b.case_no))
  const from = Number(query.cursor ?? 0)
  return { rows: all.slice(from, from + 3), next: from + 3 < all.length ? String(from + 3) : '' }
}

describe('a list of several states', () => {
  const rows = Array.from({ length: 20 }, (_, n) => line(n, n % 5 === 0 ? 'triage' : 'received'))
  it('is one, in order, with every case once, however the pages fall', async () => {
    const list = new CaseList([{ state: 'triage' }, { state: 'received' }], 'due', serverOf(rows))
    while (!list.ended) await list.more()
    expect(numbers(list.rows)).toEqual(Array.from({ length: 20 }, (_, n) => n))
  })
  it('never shows a row before one that is still to be read', async () => {
    const list = new CaseList([{ state: 'triage' }, { state: 'received' }], 'due', serverOf(rows))
    await list.more()
    expect(numbers(list.rows)).toEqual([0, 1, 2, 3])
  })
  it('ends where the wished time ends, without reading on', async () => {
    const asked: ListQuery[] = []
    const list = new CaseList([{ state: 'received' }], 'due', serverOf(rows, asked), (row) => numbers([row])[0]! < 3)
    await list.more()
    expect([numbers(list.rows), list.ended, asked.length]).toEqual([[1, 2], true, 1])
  })
  it('reads one page at a time', async () => {
    const asked: ListQuery[] = []
    const list = new CaseList([{ state: 'received' }], 'due', serverOf(rows, asked))
    await Promise.all([list.more(), list.more()])
    expect(asked.length).toBe(1)
  })
})

it('rows read anew replace what they span and leave the rest', () => {
  const old = [1, 2, 3, 4, 5].map((n) => line(n, 'triage'))
  expect(numbers(renewed(old, [line(1, 'triage'), line(3, 'triage')], false, 'due'))).toEqual([1, 3, 4, 5])
  expect(numbers(renewed(old, [line(2, 'triage')], true, 'due'))).toEqual([2])
})
