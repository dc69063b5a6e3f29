// Reads CSV as RFC 4180 writes it: quotes, doubled quotes, line ends of either kind, the mark of UTF-8.
export interface Table { head: string[]; rows: { line: number; cells: string[] }[] }

export function readCsv(text: string): Table {
  const source = text.replace(/^\ufeff/, '')
  const rows: Table['rows'] = []
  let cells: string[] = []
  let cell = ''
  let quoted = false
  let line = 1
  let began = 1
  const endCell = () => { cells.push(cell); cell = '' }
  const endRow = () => {
    endCell()
    if (cells.some((one) => one !== '')) rows.push({ line: began, cells })
    cells = []
    began = line
  }
  for (let at = 0; at < source.length; at++) {
    const c = source[at] as string
    if (c === '\n') line++
    if (quoted) {
      if (c !== '"') cell += c
      else if (source[at + 1] === '"') { cell += c; at++ } else quoted = false
    } else if (c === '"' && cell === '') quoted = true
    else if (c === ',') endCell()
    else if (c === '\n') endRow()
    else if (c !== '\r') cell += c
  }
  if (cell !== '' || cells.length > 0) endRow()
  const [head, ...rest] = rows
  return { head: head?.cells ?? [], rows: rest }
}
