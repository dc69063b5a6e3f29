// Requests that follow the document, more or less: what it promises to refuse is sent as readily as what it takes.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'

const deep = (depth) => '['.repeat(depth) + ']'.repeat(depth)

// Values that have broken programs before.
const nasty = fc.oneof(
  fc.constantFrom(null, true, false, 0, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, '', ' ', '\u0000', 'a\u0000b', '\u202e',
    '😀'.repeat(50), '\u0300'.repeat(300), '../../etc/passwd', "' OR 1=1 --", '%s%n', '<svg onload=1>', '=1+1', 'a'.repeat(9000),
    '9'.repeat(400), [], {}, [[]], { '': null }, { __proto__: 1 }, '2026-02-30', '0000-00-00T00:00:00Z', '9999-12-31T23:59:60+99:99'),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }).map((text) => text.toWellFormed()),
  fc.double(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n }).map(Number), fc.jsonValue({ maxDepth: 3 }))

// `words`: for a member's name the values the site knows. `resolve`: the schema behind a $ref.
export const ofSchema = (schema, name, words, resolve, broken = 1) => {
  if (schema.$ref) return ofSchema(resolve(schema.$ref), name, words, resolve, broken)
  const valid = validOf(schema, name, words, resolve, broken)
  return fc.oneof({ weight: 24, arbitrary: valid }, { weight: broken, arbitrary: nasty })
}

const validOf = (schema, name, words, resolve, broken) => {
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => ofSchema(one, name, words, resolve, broken)))
  const types = [schema.type ?? 'string'].flat()
  return fc.oneof(...types.map((type) => ofType(type, schema, name, words, resolve, broken)))
}

const ofType = (type, schema, name, words, resolve, broken) => {
  switch (type) {
    case 'object': return ofObject(schema, words, resolve, broken)
    case 'array':
      return fc.array(schema.items ? ofSchema(schema.items, name, words, resolve, broken) : nasty, { maxLength: 4 })
    case 'integer': return fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer())
    case 'number': return name === 'lat' ? fc.constantFrom(41.305, 41.3, 0, 91) : name === 'lon' ? fc.constantFrom(123.7905, 0, -181) : fc.double()
    case 'boolean': return fc.boolean()
    case 'null': return fc.constant(null)
    default: return ofText(name, words)
  }
}

const ofText = (name, words) => {
  const known = words(name)
  const free = fc.string({ unit: 'grapheme', maxLength: 30 })
  return known.length === 0 ? free : fc.oneof({ weight: 5, arbitrary: fc.nat().map((at) => words(name)[at % words(name).length]) }, free)
}

const ofObject = (schema, words, resolve, broken) => {
  const members = Object.fromEntries(Object.entries(schema.properties ?? {}).map(
    ([name, inner]) => [name, ofSchema(inner, name, words, resolve, broken)]))
  const few = fc.record(members, { requiredKeys: schema.required ?? [] })
  // Most forms take a few fields of many: keep what is required and some others.
  const some = fc.tuple(few, fc.func(fc.nat(9))).map(([value, draw]) => Object.fromEntries(
    Object.entries(value).filter(([name]) => schema.required?.includes(name) || Object.keys(members).length < 16 || draw(name) === 0)))
  return fc.oneof({ weight: 20, arbitrary: some }, { weight: 1, arbitrary: fc.tuple(few, nasty).map(([value, odd]) => ({ ...value, odd })) })
}

// Bodies as bytes: JSON of the value, or something that is none.
export const ofBody = (value) => fc.oneof(
  { weight: 20, arbitrary: value.map((known) => Buffer.from(JSON.stringify(known) ?? 'null')) },
  { weight: 1, arbitrary: value.map((known) => Buffer.from((JSON.stringify(known) ?? 'null').slice(0, -1))) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 1, arbitrary: fc.constantFrom('', '{', 'null', '[]', '0', '1e999', '-1e999', '{"version":99999999999999999999}', deep(31), deep(33),
    deep(20_000), `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`, '\ufeff{}', '{"a":"\u0000"}', '{"a":"\\u0000"}', '{"a":"\\ud800"}', '{"a":1,"a":2}',
    `{"description":"${'长'.repeat(90_000)}"}`).map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: fc.constantFrom([0xff, 0xfe], [0x7b, 0x22, 0xc0, 0x80, 0x22, 0x7d], [0]).map((bytes) => Buffer.from(bytes)) })

export const ofParameter = (schema, name, words, resolve) =>
  ofSchema(schema, name, words, resolve, 3).map((value) => typeof value === 'string' ? value.toWellFormed() : JSON.stringify(value) ?? '')

// Bytes that begin like a picture and are none, or a small true one cut short or with a byte changed.
const photo = readFileSync('tests/golden/photo_with_position.jpg')
export const ofPicture = fc.oneof(
  fc.tuple(fc.constantFrom('\xff\xd8\xff', '\x89PNG\r\n\x1a\n', 'RIFF0000WEBPVP8 ', '<svg>', ''), fc.uint8Array({ maxLength: 200 }))
    .map(([head, rest]) => Buffer.concat([Buffer.from(head, 'latin1'), rest])),
  fc.nat(photo.length).map((length) => photo.subarray(0, length)),
  fc.tuple(fc.nat(photo.length - 1), fc.nat(255)).map(([at, byte]) => {
    const changed = Buffer.from(photo)
    changed[at] = byte
    return changed
  }))
