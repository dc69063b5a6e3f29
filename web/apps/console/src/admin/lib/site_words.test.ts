import { expect, it, vi } from 'vitest'
import { reword, sitePhrases, wordFiles } from './site_words'

const files = vi.hoisted(() => new Map([
  ['lifecycles/request.yaml', `lifecycle: request # by hand
title: {zh: 诉求, en: Request}
states:
  received: {wording: {zh: 已受理, en: Received}}
moves:
  - {do: rate, title: {zh: 评价, en: Rate}, from: [a]}
  - {do: rate, title: {zh: 评价, en: Rate}, from: [b]}
`],
  ['categories.yaml', 'categories:\n  - {code: "01", key: utility, title: {zh: "市政公用", en: "Utilities"}}\n'],
  ['units.csv', 'code,name_zh,name_en\ncc,中心,\n'],
  ['places.csv', 'code,name_zh,name_en,unit\n'],
  ['site.yaml', 'name: {zh: 区, en: District}\n'],
]))
vi.mock('./change', () => ({
  paths: { value: [...files.keys()] }, textOf: (path: string) => files.get(path) ?? '',
  change: (texts: Map<string, string>) => texts.forEach((text, path) => files.set(path, text)),
}))
const find = (code: string) => sitePhrases().find((one) => one.code === code)!

it('gathers what the site says, each under what it names', () => {
  expect(wordFiles()).not.toContain('site.yaml')
  expect(sitePhrases().map(({ kind, code, zh, en }) => [kind, code, zh, en])).toEqual([
    ['part', 'request.title', '诉求', 'Request'], ['state', 'request.received', '已受理', 'Received'], ['command', 'request.rate', '评价', 'Rate'],
    ['category', '01', '市政公用', 'Utilities'], ['unit', 'cc', '中心', ''],
  ])
})
it('changes a word wherever it stands, and nothing beside it', () => {
  const before = files.get('lifecycles/request.yaml')!
  reword(find('request.rate'), 'zh', '打分')
  expect(files.get('lifecycles/request.yaml')).toBe(before.replaceAll('评价', '打分'))
  reword(find('cc'), 'en', 'Centre')
  expect(files.get('units.csv')).toBe('code,name_zh,name_en\ncc,中心,Centre\n')
})
