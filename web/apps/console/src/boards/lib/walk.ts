// Lists of cases, walked page by page, one after the other, up to a bound.
import { answered, type CaseLine, type ListQuery, type Schemas } from '@huiyin/api'

export interface Found { line: CaseLine; moves: number }
type Page = Schemas['CasePage']
type Ask = (query: ListQuery) => Promise<Page>

const kPage = 200

// Goes on where it stopped: `more` gives up to about `wanted` further lines, fewer when there are no more.
export function walkOf(sources: readonly ListQuery[], ask: Ask) {
  let at = 0
  let cursor = ''
  const state = { sum: 0, hidden: 0, ended: sources.length === 0 }
  async function more(wanted: number): Promise<Found[]> {
    const found: Found[] = []
    while (at < sources.length && found.length < wanted) {
      const page = await ask({ ...sources[at], limit: Math.min(wanted, kPage), ...(cursor ? { cursor } : {}) })
      state.hidden += page.hidden
      page.rows.forEach((line, row) => found.push({ line, moves: page.moves[row] ?? 1 }))
      state.sum += sources[at]?.measure ? page.sum : page.rows.length
      cursor = page.next
      if (!cursor) at++
    }
    state.ended = at >= sources.length
    return found
  }
  return { more, state }
}

interface Lists { GET(path: '/api/v1/cases', init: { params: { query: ListQuery } }): Parameters<typeof answered<Page>>[0] }
export const asking = (server: Lists): Ask => (query) => answered(server.GET('/api/v1/cases', { params: { query } }))
