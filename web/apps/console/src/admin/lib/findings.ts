// What the last check found wrong, at the row it names. A row that has been changed since is not held to it any more.
import type { Finding } from './change_api'
import { checkedText, lastCheck } from './change'
import type { Row } from './csv_file'
import { zh, type Key } from '../../texts/zh'
import type { Texts } from '@huiyin/i18n'

// The server's sentences in the reader's language, where they are known; a word for the kind of flaw stands before some.
const kSentences: readonly [RegExp, Key][] = [
  [/^there is no (?:unit|place|category) (?<a>\S+)$/, 'flaw.noSuch'],
  [/^'(?<a>.*)' is no unit, and none of/, 'flaw.noSuch'],
  [/^unit (?<a>\S+) outlives (?<b>\S+), which ends on (?<c>\S+)$/, 'flaw.outlives'],
  [/^unit (?<a>\S+) ends on (?<b>\S+), this row goes on/, 'flaw.endsBefore'],
  [/^unit (?<a>\S+) begins on (?<b>\S+), this row/, 'flaw.beginsAfter'],
  [/^unit (?<a>\S+) was dissolved on (?<b>\S+)$/, 'flaw.dissolved'],
  [/^unit (?<a>\S+) heads itself$/, 'flaw.headsItself'],
  [/^(?:unit|place) (?<a>\S+) is given twice$/, 'flaw.twice'],
  [/^a unit with a successor has a last day$/, 'flaw.successorDay'],
  [/^must not be empty$/, 'flaw.empty'],
  [/^is before valid_from$/, 'flaw.daysTurned'],
  [/^line (?<a>\d+) already decides category (?<b>\S+) at place (?<c>\S+)/, 'flaw.decided'],
  [/^no row of the duty table decides category (?<a>\S+) at (?<b>.+)$/, 'flaw.undecided'],
  [/^grid (?<a>\S+) overlaps grid (?<b>\S+) .*by (?<c>\d+) m²/, 'flaw.overlaps'],
  [/^the grids leave a hole of (?<a>\d+) m²/, 'flaw.hole'],
  [/^the outline of grid (?<a>\S+) does not hold/, 'flaw.outline'],
  [/^the point lies (?:in grid (?<a>\S+)|outside)/, 'flaw.pointMoved'],
  [/names the notice it follows/, 'flaw.noNotice'],
]

export function findingWord(finding: Pick<Finding, 'detail'>, { t }: Texts<Key>): string {
  const [, kind = '', rest = finding.detail] = /^([a-z_]+): (.*)$/s.exec(finding.detail) ?? []
  const key = `finding.${kind}`
  const [pattern, sentence] = kSentences.find(([known]) => known.test(rest)) ?? []
  const told = sentence ? t(sentence, { a: '', ...pattern?.exec(rest)?.groups }) : rest
  return kind && key in zh ? t('finding.of', { kind: t(key as Key), told }) : told
}

export const findingsIn = (file: string): Finding[] => (lastCheck.value?.problems ?? []).filter((one) => one.file === file)

// Findings of rows, by what stands in the row: line numbers move, the row itself does not.
export function findingsByRow(file: string): ReadonlyMap<string, Finding[]> {
  const lines = checkedText(file).replace(/^\ufeff/, '').split(/\r?\n/)
  const found = new Map<string, Finding[]>()
  for (const finding of findingsIn(file)) {
    const raw = lines[finding.line - 1]
    if (raw !== undefined && finding.line > 0) found.set(raw, [...(found.get(raw) ?? []), finding])
  }
  return found
}

export const ofRow = (found: ReadonlyMap<string, Finding[]>, row: Pick<Row, 'raw'>): Finding[] => found.get(row.raw.split(/\r?\n/)[0] ?? '') ?? []
// Of the whole file, or of lines that are not there any more.
export function elsewhereIn(file: string, rows: readonly Pick<Row, 'raw'>[]): Finding[] {
  const found = findingsByRow(file)
  const shown = new Set(rows.flatMap((row) => ofRow(found, row)))
  return findingsIn(file).filter((one) => !shown.has(one))
}
