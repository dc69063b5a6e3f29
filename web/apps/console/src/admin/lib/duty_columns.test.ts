import { expect, it } from 'vitest'
import { codeOf, dayOf, joined, named, partiesOf, pastedCells } from './duty_columns'

const units = [named('water', { zh: '水务局', en: 'Water Bureau' }), named('w2', { zh: '水务站', en: 'Station' }), named('w3', { zh: '水务站', en: 'Station 3' })]

it('takes a name for its code, unless two bear it', () => {
  expect(codeOf(' 水务局 ', units)).toBe('water')
  expect(codeOf('Station 3', units)).toBe('w3')
  expect(codeOf('水务站', units)).toBe('水务站')
  expect(codeOf('water', units)).toBe('water')
})
it('reads what a spreadsheet copies', () => {
  expect(pastedCells('0101\t*\r\n0102\t"a\tb ""c"""\r\n')).toEqual([['0101', '*'], ['0102', 'a\tb "c"']])
  expect(pastedCells('one')).toEqual([['one']])
  expect(pastedCells('a\n\nb')).toEqual([['a'], [''], ['b']])
})
it('reads days and parties', () => {
  expect(['2026/1/5', '2026年1月5日', '2026-01-05', 'soon'].map(dayOf)).toEqual(['2026-01-05', '2026-01-05', '2026-01-05', 'soon'])
  expect(joined(partiesOf('a; b;;c'))).toBe('a;b;c')
})
