import type { ListQuery, Schemas } from '@huiyin/api'
import { expect, it } from 'vitest'
import { walkOf } from './walk'

const page = (nos: string[], next: string, sum = nos.length, hidden = 0) =>
  ({ rows: nos.map((case_no) => ({ case_no })), moves: nos.map(() => 1), next, sum, hidden }) as unknown as Schemas['CasePage']

it('walks pages, short ones and empty ones too, then the next list', async () => {
  const asked: ListQuery[] = []
  const pages = [page(['1', '2'], 'x', 3, 1), page([], 'y', 0), page(['3'], ''), page(['4'], '')]
  const walk = walkOf([{ measure: 'late', by: 'street', subject: 'a' }, { measure: 'late', by: 'street', subject: 'b' }], async (query) => {
    asked.push(query)
    return pages.shift()!
  })
  expect((await walk.more(3)).map((one) => one.line.case_no)).toEqual(['1', '2', '3'])
  expect(walk.state.ended).toBe(false)
  expect((await walk.more(3)).map((one) => one.line.case_no)).toEqual(['4'])
  expect(walk.state).toEqual({ sum: 5, hidden: 1, ended: true })
  expect(asked.map((one) => [one.subject, one.cursor])).toEqual([['a', undefined], ['a', 'x'], ['a', 'y'], ['b', undefined]])
})
it('counts the lines of a plain list, and has nothing to say without lists', async () => {
  const walk = walkOf([{ phase: 'open' }], async () => page(['1', '2'], '', 0))
  await walk.more(10)
  expect(walk.state.sum).toBe(2)
  expect(walkOf([], async () => page([], '')).state.ended).toBe(true)
})
