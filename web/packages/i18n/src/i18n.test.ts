import { describe, expect, it } from 'vitest'
import { fill, firstLanguage, moment } from './index'

describe('a text', () => {
  it('takes its parameters and counts', () => {
    expect(fill('{unit} 在办，{at}前答复', { unit: '城管局', at: '17:30' })).toBe('城管局 在办，17:30前答复')
    expect(fill('{n|one matter|{n} matters}', { n: 1 })).toBe('one matter')
    expect(fill('{n|one matter|{n} matters}', { n: 3 })).toBe('3 matters')
    expect(fill('{gone}')).toBe('{gone}')
  })
})

it('the first language is the one kept, else the first wish we can speak, else Chinese', () => {
  expect(firstLanguage('en', ['zh-CN'])).toBe('en')
  expect(firstLanguage(null, ['fr', 'en-GB'])).toBe('en')
  expect(firstLanguage(null, ['fr'])).toBe('zh')
})

it('an instant is said in the time of the site, wherever it is read', () => {
  const now = new Date('2026-11-22T00:00:00Z')
  expect(moment('2026-11-25T17:30:00+08:00', 'zh', now)).toBe('11月25日 17:30')
  expect(moment('2025-01-05T07:03:00+08:00', 'en', now)).toBe('5 Jan 2025, 07:03')
  expect(moment(null, 'zh', now)).toBe('')
})
