// The open cases the reader may see, what is due first first. A bounded list: who looks at it is told when there are more.
import type { CaseLine } from '@huiyin/api'
import { server } from '../../lib/session'
import { asking, walkOf } from './walk'

// What is paused has no time to lose and stands last.
const rank = (line: CaseLine): number => (line.due_at && line.colour !== 'paused' ? Date.parse(line.due_at) : Infinity)
export const byDue = (a: CaseLine, b: CaseLine): number => (rank(a) === rank(b) ? a.case_no.localeCompare(b.case_no) : rank(a) - rank(b))

const kOpenMax = 2000

export interface OpenCases { lines: CaseLine[]; complete: boolean }

export async function openCases(): Promise<OpenCases> {
  const walk = walkOf([{ phase: 'open', order: 'due' }], asking(server))
  const found = await walk.more(kOpenMax)
  return { lines: found.map((one) => one.line), complete: walk.state.ended }
}
