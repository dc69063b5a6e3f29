// What the list is narrowed to, as it stands in the address: a view can be kept, sent to a colleague and gone back to.
import type { CaseLine, ListQuery } from '@huiyin/api'

export interface Filter {
  programme?: string
  category?: string
  street?: string
  holder?: string
  due?: 'today' | 'week'
  order?: 'newest' | 'due'
}

const kNames = ['programme', 'category', 'street', 'holder', 'due', 'order'] as const

export function filterOf(query: Record<string, unknown>): Filter {
  const given = kNames.map((name) => [name, query[name]] as const).filter(([, value]) => typeof value === 'string' && value !== '')
  return Object.fromEntries(given) as Filter
}

export const isNarrowed = (filter: Filter): boolean => kNames.some((name) => name !== 'order' && filter[name])

// The part the server narrows by. Due dates have no parameter of their own: the list is read by what is due first and
// ends where the wished time ends.
export function queryOf({ programme, category, street, holder }: Filter): ListQuery {
  return {
    ...(programme ? { programme } : {}), ...(category ? { category } : {}), ...(street ? { street } : {}), ...(holder ? { holder } : {}),
  }
}

const kDayMs = 86_400_000

// The instant by which listed cases are due; Infinity without such a wish. `offset` is the site's, as in "+08:00".
export function dueBefore(filter: Filter, now: Date, offset: string): number {
  if (!filter.due) return Infinity
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? []
  const offsetMs = (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000
  const midnight = Math.floor((now.getTime() + offsetMs) / kDayMs) * kDayMs - offsetMs
  return midnight + (filter.due === 'today' ? 1 : 7) * kDayMs
}

export const isDueBefore = (line: Pick<CaseLine, 'due_at'>, end: number): boolean =>
  end === Infinity || (line.due_at !== null && Date.parse(line.due_at) < end)
