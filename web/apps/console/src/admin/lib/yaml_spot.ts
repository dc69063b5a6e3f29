// A YAML file in which single values change: what is written anew is that value alone, so that comments, line ends and the
// way all else is set stay as somebody wrote them.
import { isMap, isScalar, isSeq, parseDocument, type Document, type Node, type Pair } from 'yaml'

export type Path = readonly (string | number)[]

export const readYaml = (text: string): Document => parseDocument(text, { keepSourceTokens: true, uniqueKeys: false })

export function scalarAt(document: Document, path: Path): string {
  const value: unknown = document.getIn(path)
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value)
}

// A value in its place: plain where YAML reads it back as the same text, else in double quotes. Inside [] and {} too.
export function written(value: string): string {
  const isPlain = /^[\p{L}\p{N}_(（][^\r\n\t:#,[\]{}"'`]*$/u.test(value) && value.trim() === value
  const readsAsText = !/^(?:true|false|null|yes|no|on|off|~|[-+.\d].*)$/i.test(value)
  return isPlain && readsAsText ? value : JSON.stringify(value)
}

const rangeOf = (node: unknown): [number, number] | undefined => {
  const range = (node as Node | undefined)?.range
  return range ? [range[0], range[1]] : undefined
}

const splice = (text: string, [from, to]: readonly [number, number], piece: string) => text.slice(0, from) + piece + text.slice(to)

// Puts `piece` (as written, not as a value) where the value at `path` stands, or behind the map's last key when there is
// none yet. Undefined when the path leads nowhere.
export function withPiece(text: string, path: Path, piece: string): string | undefined {
  const document = readYaml(text)
  const range = rangeOf(document.getIn(path, true))
  if (range) return splice(text, range, piece)
  const map = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents
  const last = isMap(map) ? map.items.at(-1) : undefined
  const end = rangeOf(last?.value)?.[1]
  if (!isMap(map) || end === undefined) return undefined
  return splice(text, [end, end], `${map.flow ? ', ' : `\n${' '.repeat(columnOf(text, last as Pair))}`}${String(path.at(-1))}: ${piece}`)
}

function columnOf(text: string, pair: Pair): number {
  const at = rangeOf(pair.key)?.[0] ?? 0
  return at - (text.lastIndexOf('\n', at - 1) + 1)
}

export const withScalar = (text: string, path: Path, value: string): string | undefined => withPiece(text, path, written(value))

// Where two words for one thing stand, Chinese and English: every map of `zh` and `en`, by the way to it.
export function wordings(document: Document): { path: Path; zh: string; en: string }[] {
  const found: { path: Path; zh: string; en: string }[] = []
  const walk = (node: unknown, path: Path): void => {
    if (isSeq(node)) node.items.forEach((item, at) => walk(item, [...path, at]))
    if (!isMap(node)) return
    if (node.has('zh') && isScalar(node.get('zh', true))) {
      found.push({ path, zh: scalarAt(document, [...path, 'zh']), en: scalarAt(document, [...path, 'en']) })
      return
    }
    for (const pair of node.items) walk(pair.value, [...path, isScalar(pair.key) ? String(pair.key.value) : String(pair.key)])
  }
  walk(document.contents, [])
  return found
}

// The line of a value, as the server counts them.
export function lineAt(text: string, document: Document, path: Path): number {
  const range = rangeOf(document.getIn(path, true))
  return range ? text.slice(0, range[0]).split('\n').length : 0
}
