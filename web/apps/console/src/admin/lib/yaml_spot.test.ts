import { expect, it } from 'vitest'
import { lineAt, readYaml, scalarAt, withPiece, withScalar, wordings, written } from './yaml_spot'

const text = `# A lifecycle, by hand.
lifecycle: request   # its name
title: {zh: 诉求, en: Request}
states:
  received: {holder: [centre], clock: accept, wording: {zh: 已受理, en: Received}}   # begins here
moves:
  - {do: accept, title: {zh: "受理: 一", en: Accept}, form: [note, photos?],
     then: [set_lead]}
`

it('changes the one value and keeps every other byte', () => {
  expect(withScalar(text, ['states', 'received', 'wording', 'zh'], '已收到')).toBe(text.replace('已受理', '已收到'))
  expect(withScalar(text, ['moves', 0, 'title', 'zh'], '受理')).toBe(text.replace('"受理: 一"', '受理'))
  expect(withScalar(text, ['title', 'en'], 'Ask, and be heard')).toBe(text.replace('en: Request', 'en: "Ask, and be heard"'))
})
it('keeps line ends of the other kind', () => {
  const crlf = text.replaceAll('\n', '\r\n')
  expect(withScalar(crlf, ['title', 'zh'], '事项')).toBe(crlf.replace('诉求', '事项'))
})
it('finds all that is said in both languages, where it stands', () => {
  const document = readYaml(text)
  expect(wordings(document)).toEqual([
    { path: ['title'], zh: '诉求', en: 'Request' },
    { path: ['states', 'received', 'wording'], zh: '已受理', en: 'Received' },
    { path: ['moves', 0, 'title'], zh: '受理: 一', en: 'Accept' },
  ])
  expect(lineAt(text, document, ['moves', 0, 'title', 'zh'])).toBe(7)
  expect(scalarAt(document, ['nothing', 'here'])).toBe('')
})
it('adds a key that is missing, in a line of its own or inside braces', () => {
  expect(withPiece('year: 2027\noff: []\n', ['worked'], '[2027-01-03]')).toBe('year: 2027\noff: []\nworked: [2027-01-03]\n')
  expect(withScalar('title: {zh: 诉求}\n', ['title', 'en'], 'Request')).toBe('title: {zh: 诉求, en: Request}\n')
})
it('quotes what would be read as something else', () => {
  for (const value of ['true', 'No', '12', 'a: b', '# x', '', 'x, y', "it's", '- a', ' a', '"q"', '供水(停水、水压)', 'a b', '7d', '中 # 文', '你好 '])
    expect(scalarAt(readYaml(`v: {zh: ${written(value)}}`), ['v', 'zh']), value).toBe(value)
  expect(written('供水(停水、水压)')).toBe('供水(停水、水压)')
})
