// How many public matters are open in each community, counted row by row over the public list itself: what is counted is
// what the list shows. Counting stops somewhere, and says so.
import type { Schemas } from '@huiyin/api'

export interface OpenCounts {
  communities: ReadonlyMap<string, number>
  elsewhere: number // shown to the public without a community
  total: number
  isWhole: boolean // false: there are at least so many
}

type Page = Pick<Schemas['CasePage'], 'next'> & { rows: readonly { place: { community: string } }[] }

export const kPagesMost = 15

// `tell` hears after every page how far it has come.
export async function countOpen(page: (cursor: string) => Promise<Page>, tell: (counts: OpenCounts) => void): Promise<void> {
  const communities = new Map<string, number>()
  let elsewhere = 0
  let total = 0
  let cursor = ''
  for (let read = 0; read < kPagesMost; read++) {
    const { rows, next } = await page(cursor)
    for (const { place: { community } } of rows) {
      if (community) communities.set(community, (communities.get(community) ?? 0) + 1)
      else elsewhere++
    }
    total += rows.length
    tell({ communities: new Map(communities), elsewhere, total, isWhole: next === '' })
    if (next === '') return
    cursor = next
  }
}
