import { expect, it } from 'vitest'
import { namedRow, readCsv, rowsOf, withCells, withColumns, withoutEmpty, withoutRow, withRow, writeCsv } from './csv_file'

const odd = '\ufeffcategory,lead\r\n0101,"水务, ""公司"""\r\n\r\n0102, spaced \n"a\nb",c'

it('gives back what it read, byte for byte', () => {
  for (const text of [odd, '', 'a', 'a\n', 'a,b\n,\n', '\n\na,b\n1,"2"\n']) expect(writeCsv(readCsv(text))).toBe(text)
})
it('knows values, and the lines as the server counts them', () => {
  const file = readCsv(odd)
  expect(file.columns).toEqual(['category', 'lead'])
  expect(rowsOf(file).map(({ line, values }) => [line, ...values])).toEqual([[2, '0101', '水务, "公司"'], [4, '0102', 'spaced'], [5, 'a\nb', 'c']])
})
it('changes one cell and nothing else', () => {
  const file = readCsv(odd)
  const [first, second] = rowsOf(file)
  expect(writeCsv(withCells(file, second!.at, { lead: 'x' }))).toBe(odd.replace(' spaced ', 'x'))
  expect(writeCsv(withCells(file, first!.at, { category: '0103' }))).toBe(odd.replace('0101', '0103'))
  expect(writeCsv(withCells(file, first!.at, { category: '0101' }))).toBe(odd)
})
it('writes quotes where they are needed', () => {
  const file = readCsv('a,b\n1,2\n')
  expect(writeCsv(withCells(file, 1, { b: 'x, "y"' }))).toBe('a,b\n1,"x, ""y"""\n')
})
it('puts a row behind another, or at an end without a line end, in the line ends of the file', () => {
  const file = readCsv('a,b\r\n1,2\r\n3,4')
  expect(writeCsv(withRow(file, 1, { a: 'n' }))).toBe('a,b\r\n1,2\r\nn,\r\n3,4')
  expect(writeCsv(withRow(file, -1, { b: 'n' }))).toBe('a,b\r\n1,2\r\n3,4\r\n,n\r\n')
  expect(writeCsv(withoutRow(file, 1))).toBe('a,b\r\n3,4')
})
it('gives every row the columns that were missing', () => {
  const file = withColumns(readCsv('a\n1\n\n2\n'), ['a', 'until'])
  expect(writeCsv(file)).toBe('a,until\n1,\n\n2,\n')
  expect(namedRow(file, rowsOf(file)[1]!)).toEqual({ a: '2', until: '' })
  expect(writeCsv(withoutEmpty(file, ['until']))).toBe('a\n1\n\n2\n')
  expect(withoutEmpty(file, ['a'])).toBe(file)
})
it('reads a row with too few or too many cells', () => {
  const file = readCsv('a,b\n1\n1,2,3\n')
  expect(writeCsv(withCells(file, 1, { b: 'x' }))).toBe('a,b\n1,x\n1,2,3\n')
  expect(writeCsv(withCells(file, 2, { a: 'x' }))).toBe('a,b\n1\nx,2,3\n')
})
