// A round: the fixed points of one's own grids in walking order, ticked with their time; the middle of a grid that has none.
// Kept on the phone only: a tick is a help for who walks, no record of where somebody was.
import { computed, shallowRef } from 'vue'
import { middleOf, walkingOrder, type Grid, type Point } from './ground'
import { here } from './position'
import { texts } from './session'
import { one, put } from './storage'
import { fixedPoints, myGrids } from './work'

export interface Stop { id: string; name: string; at: Point; own: boolean }

interface Own { name: 'stops'; list: { id: string; name: string; at: Point }[] }
interface Day { name: string; ticks: Record<string, string> }

const own = shallowRef<Own>({ name: 'stops', list: [] })
const day = shallowRef<Day>({ name: '', ticks: {} })

// The day of the phone's owner, not of Greenwich.
export function dayName(now: Date): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `round ${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

export async function recallRound(): Promise<void> {
  const name = dayName(new Date())
  const [stops, today] = await Promise.all([one<Own>('things', 'stops'), one<Day>('things', name)])
  own.value = stops ?? own.value
  day.value = today ?? { name, ticks: {} }
}

function stopsOf(grid: Grid): Stop[] {
  const points = fixedPoints.value.filter((point) => point.grid === grid.code)
  if (!points.length) return [{ id: grid.code, name: texts.said(grid.name), at: middleOf(grid), own: false }]
  return points.map(({ code, name, point }) => ({ id: code, name: texts.said(name), at: point, own: false }))
}

export const stops = computed<Stop[]>(() => walkingOrder([
  ...myGrids.value.flatMap(stopsOf),
  ...own.value.list.map((stop) => ({ ...stop, own: true })),
], (stop) => stop.at, here.value))

export const tickOf = (id: string): string | undefined => day.value.ticks[id]

export async function tick(id: string): Promise<void> {
  const name = dayName(new Date())
  const { [id]: before, ...ticks } = day.value.name === name ? day.value.ticks : {}
  day.value = { name, ticks: before ? ticks : { ...ticks, [id]: new Date().toISOString() } }
  await put('things', day.value)
}

const keep = async (list: Own['list']) => {
  own.value = { name: 'stops', list }
  await put('things', own.value)
}
export const addStop = (name: string, at: Point) => keep([...own.value.list, { id: `own ${Date.now()}`, name, at }])
export const dropStop = (id: string) => keep(own.value.list.filter((stop) => stop.id !== id))
