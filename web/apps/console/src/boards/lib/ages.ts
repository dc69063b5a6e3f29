// How long what is in hand has been open. Counted from the list of open cases itself: the board keeps no ages.
import type { CaseLine } from '@huiyin/api'

// Days from and before; the last is open-ended.
export const kAges = ['0-1', '1-3', '3-7', '7-15', '15-30', '30-'] as const
export type Age = (typeof kAges)[number]

const kDayMs = 86_400_000
const edges = (age: Age): [number, number] => {
  const [from, to] = age.split('-')
  return [Number(from), to ? Number(to) : Infinity]
}

export interface AgeBand { age: Age; late: number; other: number }

export function bandsOf(open: readonly Pick<CaseLine, 'opened_at' | 'colour'>[], now: number): AgeBand[] {
  return kAges.map((age) => {
    const [from, to] = edges(age)
    const within = open.filter((line) => {
      const days = (now - Date.parse(line.opened_at ?? '')) / kDayMs
      return days >= from && days < to
    })
    const late = within.filter((line) => line.colour === 'red').length
    return { age, late, other: within.length - late }
  })
}

// The same edges as the list of cases is asked by: opened at or after, opened before.
export function openedBetween(age: string, now: number): { opened_from?: string; opened_before?: string } | undefined {
  const known = kAges.find((one) => one === age)
  if (!known) return undefined
  const [from, to] = edges(known)
  const at = (days: number) => new Date(now - days * kDayMs).toISOString()
  return { ...(to === Infinity ? {} : { opened_from: at(to) }), ...(from === 0 ? {} : { opened_before: at(from) }) }
}
