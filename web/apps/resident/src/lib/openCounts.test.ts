import { expect, it } from 'vitest'
import { countOpen, kPagesMost, type OpenCounts } from './openCounts'

const rows = (...communities: string[]) => communities.map((community) => ({ place: { community } }))
const counted = async (page: Parameters<typeof countOpen>[0]) => {
  const told: OpenCounts[] = []
  await countOpen(page, (counts) => told.push(counts))
  return told
}

it('every page is counted, and the sum is whole with the last', async () => {
  const pages: Record<string, { rows: ReturnType<typeof rows>; next: string }> = {
    '': { rows: rows('990101001001', '', '990101001002'), next: 'b' }, b: { rows: rows('990101001001'), next: '' },
  }
  const told = await counted(async (cursor) => pages[cursor]!)
  expect(told[0]).toMatchObject({ total: 3, isWhole: false })
  expect(told[1]).toMatchObject({ total: 4, elsewhere: 1, isWhole: true })
  expect([...told[1]!.communities]).toEqual([['990101001001', 2], ['990101001002', 1]])
})

it('where it stops before the end it does not say that it is whole', async () => {
  const told = await counted(async () => ({ rows: rows('990101001001'), next: 'more' }))
  expect(told).toHaveLength(kPagesMost)
  expect(told.at(-1)).toMatchObject({ total: kPagesMost, isWhole: false })
})
