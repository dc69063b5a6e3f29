// A table that leaves the screen: as CSV, or as a workbook of one sheet. Numbers stay numbers.
export type Cell = string | number | null
export interface Sheet { name: string; head: string[]; rows: Cell[][] }

// What a spreadsheet would run as a formula is text to us.
const plain = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)
const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

// With the mark by which Excel knows UTF-8.
export function toCsv({ head, rows }: Sheet): string {
  const write = (cell: Cell) => (cell === null ? '' : typeof cell === 'number' ? String(cell) : quoted(plain(cell)))
  return `\ufeff${[head, ...rows].map((row) => row.map(write).join(',')).join('\r\n')}\r\n`
}

// Control characters but for tabs and line ends have no place in XML at all.
const isWritable = (character: string) => character >= ' ' || '\t\n\r'.includes(character)
const escaped = (text: string) =>
  [...text].filter(isWritable).join('').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

// A, B … Z, AA.
export function columnName(at: number): string {
  const rest = Math.floor(at / 26) - 1
  return (rest >= 0 ? columnName(rest) : '') + String.fromCharCode(65 + (at % 26))
}

function cellXml(cell: Cell, at: string, style: number): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return `<c r="${at}" s="${style}"><v>${cell}</v></c>`
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
}

const kMain = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const kOffice = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const kPackage = 'http://schemas.openxmlformats.org/package/2006'
const kType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const xml = (body: string) => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${body}`
const kNameMax = 31

function sheetXml({ head, rows }: Sheet): string {
  const lines = [head as Cell[], ...rows].map((row, y) =>
    `<row r="${y + 1}">${row.map((cell, x) => cellXml(cell, `${columnName(x)}${y + 1}`, y === 0 ? 1 : 0)).join('')}</row>`)
  const pane = '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
  return xml(`<worksheet xmlns="${kMain}">${pane}<cols><col min="1" max="1" width="28" customWidth="1"/></cols><sheetData>${lines.join('')}</sheetData></worksheet>`)
}

// The parts of the workbook, by their paths; [Content_Types].xml first, as some readers want it.
export function workbookParts(sheet: Sheet): Record<string, string> {
  const name = escaped(sheet.name.replace(/[\\/?*[\]:]/g, ' ').slice(0, kNameMax))
  const part = (path: string, kind: string) => `<Override PartName="${path}" ContentType="${kType}.${kind}+xml"/>`
  return {
    '[Content_Types].xml': xml(`<Types xmlns="${kPackage}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${part('/xl/workbook.xml', 'sheet.main')}${part('/xl/worksheets/sheet1.xml', 'worksheet')}${part('/xl/styles.xml', 'styles')}</Types>`),
    '_rels/.rels': xml(`<Relationships xmlns="${kPackage}/relationships"><Relationship Id="rId1" Type="${kOffice}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
    'xl/workbook.xml': xml(`<workbook xmlns="${kMain}" xmlns:r="${kOffice}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': xml(`<Relationships xmlns="${kPackage}/relationships"><Relationship Id="rId1" Type="${kOffice}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${kOffice}/styles" Target="styles.xml"/></Relationships>`),
    'xl/styles.xml': xml(`<styleSheet xmlns="${kMain}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf fontId="0"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`),
    'xl/worksheets/sheet1.xml': sheetXml(sheet),
  }
}

export async function toXlsx(sheet: Sheet): Promise<Uint8Array> {
  // Packed here and now: the packer's workers would come from a blob, which the policy of the pages forbids.
  const { strToU8, zipSync } = await import('fflate')
  return zipSync(Object.fromEntries(Object.entries(workbookParts(sheet)).map(([path, text]) => [path, strToU8(text)])))
}

// Hands a file to the person.
export function handOver(name: string, type: string, content: string | Uint8Array): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([content as BlobPart], { type }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
