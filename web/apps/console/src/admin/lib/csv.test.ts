import { expect, it } from 'vitest'
import { readCsv } from './csv'

it('reads quotes, line ends and empty cells, and keeps the lines of the file', () => {
  const table = readCsv('\ufeffcategory,lead\r\n0101,"水务, ""公司"""\r\n\r\n0102,\n"a\nb",c')
  expect(table.head).toEqual(['category', 'lead'])
  expect(table.rows).toEqual([
    { line: 2, cells: ['0101', '水务, "公司"'] }, { line: 4, cells: ['0102', ''] }, { line: 5, cells: ['a\nb', 'c'] },
  ])
})
it('reads nothing from nothing', () => expect(readCsv('')).toEqual({ head: [], rows: [] }))
