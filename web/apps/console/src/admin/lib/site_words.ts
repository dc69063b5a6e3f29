// The site's own words as its files have them, each with the spots where it stands, and writing one anew.
import { change, paths, textOf } from './change'
import { namedRow, readCsv, rowsOf, withCells, writeCsv } from './csv_file'
import type { Kind, Phrase } from './phrases'
import { lineAt, readYaml, scalarAt, withScalar, wordings, type Path } from './yaml_spot'

// A spot is a map of `zh` and `en` in a YAML file, or a row of a CSV file.
interface Spot { file: string; path?: Path; at?: number; line: number }
export interface SitePhrase extends Phrase { spots: Spot[] }
export type Side = 'zh' | 'en'

const kTables: readonly [string, Kind][] = [['units.csv', 'unit'], ['places.csv', 'place']]
const isWorded = (path: string) => path === 'categories.yaml' || /^(programmes|lifecycles)\/[^/]+\.yaml$/.test(path)
export const wordFiles = (): string[] => [...paths.value.filter(isWorded), ...kTables.map(([file]) => file)]

// Reading a file's YAML is the slow part: done once for each text.
const read = new Map<string, { text: string; phrases: SitePhrase[] }>()
function once(file: string, make: (text: string) => SitePhrase[]): SitePhrase[] {
  const text = textOf(file)
  const known = read.get(file)
  if (known?.text === text) return known.phrases
  const phrases = text ? make(text) : []
  read.set(file, { text, phrases })
  return phrases
}

function meaning(file: string, path: Path, text: ReturnType<typeof readYaml>): { kind: Kind; code: string } {
  const name = file.replace(/^.*\/|\.yaml$/g, '')
  if (file === 'categories.yaml') return { kind: 'category', code: scalarAt(text, [...path.slice(0, -1), 'code']) }
  if (file.startsWith('programmes/')) return { kind: 'programme', code: [name, ...path.slice(0, -1)].join('.') }
  if (path[0] === 'states' && path.length === 3) return { kind: 'state', code: `${name}.${path[1]}` }
  if (path[0] === 'moves' && path.length === 3) return { kind: 'command', code: `${name}.${scalarAt(text, [...path.slice(0, 2), 'do'])}` }
  return { kind: 'part', code: [name, ...path].join('.') }
}

const ofYaml = (file: string) => (text: string): SitePhrase[] => {
  const document = readYaml(text)
  return wordings(document).map(({ path, zh, en }) => ({ ...meaning(file, path, document), zh, en, spots: [{ file, path, line: lineAt(text, document, [...path, 'zh']) }] }))
}
const ofTable = (file: string, kind: Kind) => (text: string): SitePhrase[] => {
  const table = readCsv(text)
  return rowsOf(table).map((row) => {
    const cell = namedRow(table, row)
    return { kind, code: cell.code ?? '', zh: cell.name_zh ?? '', en: cell.name_en ?? '', spots: [{ file, at: row.at, line: row.line }] }
  })
}

// A lifecycle may write one command twice, for two ways of it: the same words are said, and changed, once.
export function sitePhrases(): SitePhrase[] {
  const all = [
    ...paths.value.filter(isWorded).flatMap((file) => once(file, ofYaml(file))),
    ...kTables.flatMap(([file, kind]) => once(file, ofTable(file, kind))),
  ]
  const byKey = new Map<string, SitePhrase>()
  for (const one of all) {
    const key = `${one.kind} ${one.code} ${one.zh} ${one.en}`
    const known = byKey.get(key)
    byKey.set(key, known ? { ...known, spots: [...known.spots, ...one.spots] } : one)
  }
  return [...byKey.values()]
}

export function reword(phrase: SitePhrase, side: Side, value: string): void {
  const texts = new Map<string, string>()
  for (const { file, path, at } of phrase.spots) {
    const text = texts.get(file) ?? textOf(file)
    if (path) texts.set(file, withScalar(text, [...path, side], value) ?? text)
    else if (at !== undefined) texts.set(file, writeCsv(withCells(readCsv(text), at, { [`name_${side}`]: value })))
  }
  change(texts, `${phrase.kind} ${phrase.code} ${side}`)
}
