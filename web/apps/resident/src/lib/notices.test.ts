import { expect, it, vi } from 'vitest'

vi.mock('./session', () => ({ server: {} }))
const { concerns, noticesInForce } = await import('./notices')

const at = (street: string, community: string) => ({ place: { street, community } }) as Parameters<typeof concerns>[0]
const here = { street: '990101001', community: '990101001001' }

it('a notice for a street or the district is for every community in it', () => {
  expect(concerns(at('', ''), here)).toBe(true)
  expect(concerns(at('990101001', ''), here)).toBe(true)
  expect(concerns(at('990101001', '990101001001'), here)).toBe(true)
  expect(concerns(at('990101001', '990101001002'), here)).toBe(false)
  expect(concerns(at('990101002', ''), here)).toBe(false)
})
it('who chose no place is told all', () => {
  expect(concerns(at('990101002', '990101002001'), { street: '', community: '' })).toBe(true)
})
it('a site without notices, or one that does not answer, shows none', async () => {
  expect(await noticesInForce(() => Promise.reject(new Error('unknown')))).toEqual([])
})
it('all pages are read', async () => {
  const line = at('', '') as never
  expect(await noticesInForce(async (cursor) => ({ rows: [line], next: cursor ? '' : 'b' }))).toHaveLength(2)
})
