import { strFromU8, unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { columnName, toCsv, toXlsx, workbookParts } from './sheet'

const sheet = { name: '按街道/2026', head: ['街道', '受理（件）'], rows: [['琴园, "东"', 12], ['=1+1', null], ['a & <b>', -3]] as (string | number | null)[][] }

it('writes CSV that opens in a spreadsheet and runs nothing', () => {
  expect(toCsv(sheet)).toBe('\ufeff街道,受理（件）\r\n"琴园, ""东""",12\r\n\'=1+1,\r\na & <b>,-3\r\n')
})
it('names columns beyond Z', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
})
it('packs a workbook whose numbers are numbers and whose words are escaped', async () => {
  const files = unzipSync(await toXlsx(sheet))
  expect(Object.keys(files)[0]).toBe('[Content_Types].xml')
  const page = strFromU8(files['xl/worksheets/sheet1.xml']!)
  expect(page).toContain('<c r="B2" s="0"><v>12</v></c>')
  expect(page).toContain('<t xml:space="preserve">=1+1</t>')
  expect(page).toContain('a &amp; &lt;b&gt;')
  expect(strFromU8(files['xl/workbook.xml']!)).toContain('name="按街道 2026"')
})
it('drops what XML cannot hold', () => {
  expect(workbookParts({ name: 'x', head: ['a\u0001b'], rows: [] })['xl/worksheets/sheet1.xml']).toContain('>ab<')
})
