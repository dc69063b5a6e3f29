// The public list of matters. Notices, which nobody is at work on, have a place of their own on the first page.
import { answered, type ListQuery, type Schemas } from '@huiyin/api'
import { isNotice } from './programmes'
import { server } from './session'

export async function publicCases(query: ListQuery): Promise<Schemas['CasePage']> {
  const page = await answered(server.GET('/api/v1/cases', { params: { query } }))
  return { ...page, rows: page.rows.filter((line) => !isNotice(line.programme)) }
}
