// What residents are told where they live: water off, a street dug up, a counter closed. A notice for a whole street or for
// the district is meant for every community in it.
import { answered, type CaseLine, type Schemas } from '@huiyin/api'
import type { Around } from './places'
import { kNotices } from './programmes'
import { server } from './session'

type Page = Pick<Schemas['CasePage'], 'rows' | 'next'>

// Notices stand for days: more than this many at once are none that anybody reads.
const kPagesMost = 3

export const concerns = ({ place }: Pick<CaseLine, 'place'>, { street, community }: Around) =>
  (!street || !place.street || place.street === street) && (!community || !place.community || place.community === community)

const ask = (cursor: string): Promise<Page> => answered(server.GET('/api/v1/cases', {
  params: { query: { programme: kNotices, phase: 'open', limit: 100, ...(cursor ? { cursor } : {}) } },
}))

// All that are in force, newest first; none where a site has no such programme or nobody answers.
export async function noticesInForce(page = ask): Promise<CaseLine[]> {
  const found: CaseLine[] = []
  let cursor = ''
  for (let read = 0; read < kPagesMost; read++) {
    const { rows, next } = await page(cursor).catch((): Page => ({ rows: [], next: '' }))
    found.push(...rows)
    if (!next) break
    cursor = next
  }
  return found
}

// Its words stand on its own page.
export const wordsOf = async (caseNo: string): Promise<string> =>
  (await answered(server.GET('/api/v1/cases/{case_no}', { params: { path: { case_no: caseNo } } })).catch(() => undefined))?.description ?? ''
