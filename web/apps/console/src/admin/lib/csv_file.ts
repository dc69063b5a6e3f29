// A CSV file as its lines stand (RFC 4180, as the server reads it): a cell changes and all else keeps its bytes, with
// its quotes, line ends and blank lines.
interface Cell { raw: string; value: string }
interface Line { line: number; cells: readonly Cell[]; end: string }
export interface CsvFile { mark: string; lines: readonly Line[]; columns: readonly string[] }

// `at` is where the row stands among the file's lines, `line` its number as the server says it.
export interface Row { at: number; line: number; values: readonly string[]; raw: string }

const kMark = '\ufeff'
const isBlank = (line: Line) => line.cells.length === 1 && line.cells[0]?.value === ''
const rawOf = (value: string): string => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)
const cellOf = (value: string): Cell => ({ raw: rawOf(value), value })
const rawLine = (line: Line) => line.cells.map((cell) => cell.raw).join(',')

// The end of the cell that begins at `from`, behind its closing quote where it has one.
function cellEnd(source: string, from: number): number {
  let at = from
  if (source[at] === '"') {
    for (at++; at < source.length; at++) {
      if (source[at] !== '"') continue
      if (source[at + 1] !== '"') { at++; break }
      at++
    }
  }
  while (at < source.length && source[at] !== ',' && source[at] !== '\n' && !source.startsWith('\r\n', at)) at++
  return at
}

function valueOf(raw: string): string {
  const plain = raw.trim()
  return plain.startsWith('"') ? plain.replace(/^"|"$/g, '').replaceAll('""', '"').trim() : plain
}

export function readCsv(text: string): CsvFile {
  const mark = text.startsWith(kMark) ? kMark : ''
  const source = text.slice(mark.length)
  const lines: Line[] = []
  let line = 1
  for (let at = 0; at < source.length;) {
    const cells: Cell[] = []
    for (;;) {
      const end = cellEnd(source, at)
      const raw = source.slice(at, end)
      cells.push({ raw, value: valueOf(raw) })
      at = end
      if (source[at] !== ',') break
      at++
    }
    const end = source.startsWith('\r\n', at) ? '\r\n' : source.slice(at, at + 1)
    at += end.length
    const read = { line, cells, end }
    lines.push(read)
    line += rawLine(read).split('\n').length
  }
  const head = lines.find((one) => !isBlank(one))
  return { mark, lines, columns: head?.cells.map((cell) => cell.value) ?? [] }
}

export const writeCsv = ({ mark, lines }: CsvFile): string => mark + lines.map((line) => rawLine(line) + line.end).join('')

export function rowsOf(file: CsvFile): Row[] {
  const head = file.lines.findIndex((line) => !isBlank(line))
  return file.lines.flatMap((line, at) =>
    (at <= head || isBlank(line) ? [] : [{ at, line: line.line, values: line.cells.map((cell) => cell.value), raw: rawLine(line) }]))
}

// A row by the names of its columns; a column the file does not have is empty.
export const namedRow = (file: CsvFile, row: Row): Record<string, string> =>
  Object.fromEntries(file.columns.map((column, at) => [column, row.values[at] ?? '']))

const replaced = (file: CsvFile, at: number, lines: readonly Line[], gone = 1): CsvFile =>
  readCsv(writeCsv({ ...file, lines: [...file.lines.slice(0, at), ...lines, ...file.lines.slice(at + gone)] }))

// Cells of the row at `at`, by column. A row that is too short is made as long as the header.
export function withCells(file: CsvFile, at: number, values: Readonly<Record<string, string>>): CsvFile {
  const line = file.lines[at]
  if (!line) return file
  const cells = file.columns.map((column, n) => {
    const old = line.cells[n] ?? cellOf('')
    const value = values[column]
    return value === undefined || value === old.value ? old : cellOf(value)
  })
  return replaced(file, at, [{ ...line, cells: [...cells, ...line.cells.slice(cells.length)] }])
}

// A new row behind the line at `at`; at the end when that is -1.
export function withRow(file: CsvFile, at: number, values: Readonly<Record<string, string>>): CsvFile {
  const before = at < 0 ? file.lines.length - 1 : at
  const above = file.lines[before]
  const end = file.lines[0]?.end || '\n'
  const fresh: Line = { line: 0, cells: file.columns.map((column) => cellOf(values[column] ?? '')), end }
  return replaced(file, before, above ? [{ ...above, end: above.end || end }, fresh] : [fresh])
}

export const withoutRow = (file: CsvFile, at: number): CsvFile => replaced(file, at, [])

// Columns that may be missing, added at the end of every row.
export function withColumns(file: CsvFile, names: readonly string[]): CsvFile {
  const missing = names.filter((name) => !file.columns.includes(name))
  if (missing.length === 0) return file
  const head = file.lines.findIndex((line) => !isBlank(line))
  const lines = file.lines.map((line, at) =>
    (isBlank(line) ? line : { ...line, cells: [...line.cells, ...missing.map((name) => cellOf(at === head ? name : ''))] }))
  return readCsv(writeCsv({ ...file, lines }))
}

// Without those of `names` in which nothing stands.
export function withoutEmpty(file: CsvFile, names: readonly string[]): CsvFile {
  const rows = rowsOf(file)
  const gone = new Set(names.map((name) => file.columns.indexOf(name)).filter((at) => at >= 0 && rows.every((row) => !row.values[at])))
  if (gone.size === 0) return file
  return readCsv(writeCsv({ ...file, lines: file.lines.map((line) => (isBlank(line) ? line : { ...line, cells: line.cells.filter((_, at) => !gone.has(at)) })) }))
}
