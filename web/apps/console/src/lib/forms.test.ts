import { describe, expect, it } from 'vitest'
import { bodyOf, fieldOf, missingIn, offsetIn, offsetOf, type FieldView } from './forms'

const field = (name: string, kind: string, required = false) => ({ field: name, kind, required, values: [], length_max: 9 }) as FieldView

describe('the body of a command', () => {
  it('leaves out what was left empty and writes instants in the time of the site', () => {
    const fields = [field('reply', 'words', true), field('until', 'instant'), field('level', 'integer'), field('found', 'boolean', true),
      field('units', 'units'), field('place', 'place'), field('confidential', 'boolean')]
    expect(bodyOf(fields, { reply: ' done ', until: '2026-11-23T18:00', level: '2', found: 'no', units: [], place: '990101001', confidential: false }, '+08:00'))
      .toEqual({ reply: 'done', until: '2026-11-23T18:00:00+08:00', level: 2, found: false, place: { code: '990101001' } })
  })
  it('knows which required fields are missing: spaces are nothing, "no" is an answer', () => {
    expect(missingIn([field('reply', 'words', true), field('found', 'boolean', true), field('note', 'words')], { reply: '  ', found: 'no' })).toEqual(['reply'])
  })
})

it('finds the field of a problem', () => {
  const fields = [field('reason', 'code'), field('reason_text', 'words'), field('after_photos', 'photos')]
  expect(['/reason_text', '/form/reason', '/after_photos/2', '/version'].map((where) => fieldOf(where, fields)))
    .toEqual(['reason_text', 'reason', 'after_photos', ''])
})

it('takes the offset from an instant of the server, or from the name of its zone', () => {
  expect([offsetIn('Asia/Shanghai', new Date()), offsetIn('Asia/Kolkata', new Date())]).toEqual(['+08:00', '+05:30'])
  expect([offsetOf('2026-11-22T10:17:19.793+08:00'), offsetOf('2026-11-22T02:17:19Z'), offsetOf(null)]).toEqual(['+08:00', 'Z', 'Z'])
})
