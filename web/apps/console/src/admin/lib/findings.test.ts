import { fill } from '@huiyin/i18n'
import { expect, it, vi } from 'vitest'
import { findingWord } from './findings'
import { zh, type Key } from '../../texts/zh'

vi.mock('./change', () => ({ checkedText: () => '', lastCheck: { value: undefined } }))
const words = { t: (key: Key, params?: Record<string, string | number>) => fill(zh[key], params) } as Parameters<typeof findingWord>[1]
const said = (detail: string) => findingWord({ detail }, words)

it('says what the server says in the reader\'s language', () => {
  expect(said("unknown_unit: 'gone' is no unit, and none of @grid, @community, @street")).toBe('没有这个单位：没有 gone')
  expect(said('unit telecom_co outlives industry, which ends on 2026-12-31')).toBe('单位 telecom_co 的上级 industry 到 2026-12-31 就结束了')
  expect(said('the point lies outside the district')).toBe('这个点不在所写的网格里')
})
it('and passes on what it does not know', () => expect(said('is not YAML: end of map not found')).toBe('is not YAML: end of map not found'))
