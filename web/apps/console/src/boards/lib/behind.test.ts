import { expect, it } from 'vitest'
import { fromAddress, sourcesOf, toAddress, type Figure } from './behind'

const now = Date.parse('2026-11-22T12:00:00+08:00')
const late: Figure = { measure: 'late', by: 'street', subject: '990102001', from: '2026-11', to: '2026-11' }

it('asks for the cases of one line as the board does', () => {
  expect(sourcesOf(late, { programmes: ['a', 'b'], streets: ['s'] }, now)).toEqual([{ measure: 'late', by: 'street', subject: '990102001', from: '2026-11', to: '2026-11' }])
  expect(sourcesOf({ ...late, sinceFrozen: true }, { programmes: [], streets: [] }, now)[0]).toHaveProperty('since_frozen', true)
})
it('finds a total of what happened in one sweep, and of what stands now programme by programme', () => {
  expect(sourcesOf({ ...late, subject: '' }, { programmes: ['a', 'b'], streets: ['s'] }, now)).toEqual([{ measure: 'late', by: 'day', subject: '', from: '2026-11', to: '2026-11' }])
  expect(sourcesOf({ ...late, measure: 'in_hand', subject: '' }, { programmes: ['a', 'b'], streets: ['s'] }, now).map((one) => [one.by, one.subject])).toEqual([['programme', 'a'], ['programme', 'b']])
  expect(sourcesOf({ ...late, measure: 'supervised_now', subject: '' }, { programmes: ['a'], streets: ['s'] }, now).map((one) => [one.by, one.subject])).toEqual([['street', 's']])
})
it('finds an age among the open cases of the counted programmes', () => {
  expect(sourcesOf({ ...late, measure: 'in_hand', subject: '', age: '30-' }, { programmes: ['a'], streets: [] }, now)).toEqual(
    [{ phase: 'open', programme: 'a', opened_before: '2026-10-23T04:00:00.000Z' }])
  expect(sourcesOf({ ...late, age: 'nonsense' }, { programmes: ['a'], streets: [] }, now)).toEqual([])
})
it('stands in an address and comes back', () => {
  for (const figure of [late, { ...late, subject: '', sinceFrozen: true }, { ...late, measure: 'in_hand', age: '3-7' }]) {
    expect(fromAddress(toAddress(figure))).toMatchObject(figure)
  }
  expect(fromAddress({ by: 'evil', measure: ['x'] })).toMatchObject({ by: 'street', measure: 'taken' })
})
