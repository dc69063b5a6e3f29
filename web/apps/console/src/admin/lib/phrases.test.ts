import { expect, it } from 'vitest'
import type { Lifecycle } from './lifecycles'
import { phrasesOf } from './phrases'

const words = { zh: '受理', en: '' }
const cycle = { name: 'request', initial: 'a', states: [{ name: 'a', phase: 'open', clock: '', wording: words }], moves: [
  { name: 'accept', title: words, from: [], by: [], choices: [], second_person: '', form: [] },
  { name: 'accept', title: words, from: [], by: [], choices: [], second_person: '', form: [] }] } as Lifecycle

it('says every word once and keeps what is missing', () => {
  const phrases = phrasesOf({ programmes: [], categories: [{ code: '01', key: '', precision: '', title: words }], units: [], places: [] }, [cycle])
  expect(phrases).toEqual([
    { kind: 'category', code: '01', zh: '受理', en: '' },
    { kind: 'state', code: 'request.a', zh: '受理', en: '' },
    { kind: 'command', code: 'request.accept', zh: '受理', en: '' },
  ])
})
