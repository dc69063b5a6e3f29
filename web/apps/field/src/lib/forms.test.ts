import { describe, expect, it } from 'vitest'
import { bodyOf, instantOf, missing, wordsOf, type FieldView } from './forms'

const field = (name: string, kind: string, required = false): FieldView => ({ field: name, kind, required, values: [], length_max: 100 })
const form = [field('reason', 'code', true), field('reason_text', 'words', true), field('until', 'instant'), field('hours', 'integer'),
  field('related', 'cases'), field('found', 'boolean', true), field('after_photos', 'photos', true), field('note', 'words')]

describe('a form', () => {
  it('sends what was filled in, each in its kind', () => {
    const values = { reason: 'other', reason_text: ' 不归我们 ', hours: '2', related: 'HY-1，HY-2', found: false, note: '  ' }
    expect(bodyOf(form, values)).toEqual({ reason: 'other', reason_text: '不归我们', hours: 2, related: ['HY-1', 'HY-2'], found: false })
  })
  it('knows what it still needs', () => {
    expect(missing(form, { reason: 'other', reason_text: ' ' }, {}).map((one) => one.field)).toEqual(['reason_text', 'after_photos'])
    expect(missing(form, { reason: 'other', reason_text: 'x' }, { after_photos: [1] })).toEqual([])
  })
  it('has all its words in one piece, to be kept as a note', () => {
    expect(wordsOf(form, { reason_text: '一', note: ' 二', reason: 'other' })).toBe('一\n二')
  })
  it('writes instants in the offset of the phone', () => {
    expect(instantOf('2026-11-25T17:30', 480)).toBe('2026-11-25T17:30:00+08:00')
    expect(instantOf('2026-11-25T17:30', -210)).toBe('2026-11-25T17:30:00-03:30')
  })
})
