// Writing down what was found: its place, what is found most often here, and what comes straight after.
import type { OfferView, Wording } from '@huiyin/api'
import { computed, ref } from 'vue'
import { gridAt, type Point } from './ground'
import { firstStep, offersIn } from './lessons'
import { items, newDeed, newFinding, renewed, save, type Finding, type Item } from './queue'
import { takesPhotos } from './send'
import { kFinding, cases, grids, myGrids, site } from './work'
import type { Written } from './written'

const kBatch = 'huiyin.field.batch'
export const batch = ref(localStorage.getItem(kBatch) === 'true')
export function setBatch(on: boolean): void {
  batch.value = on
  localStorage.setItem(kBatch, String(on))
}

export interface Where { place: Finding['place']; name: Wording }

// From the phone's position; else the grid somebody chose, or the first of one's own.
export function whereOf(grid: string, point: Point | undefined): Where | undefined {
  if (!grid && point) return { place: point, name: gridAt(point, grids.value)?.name ?? { zh: '', en: '' } }
  const chosen = grids.value.find((one) => one.code === grid) ?? myGrids.value[0]
  return chosen && { place: { code: chosen.code }, name: chosen.name }
}

const kTiles = 8

// What stands before the examples: "manhole covers", of "manhole covers: missing, broken".
const short = (title: string) => title.replace(/\s*[(（:：].*$/, '')
const shortened = ({ zh, en }: Wording): Wording => ({ zh: short(zh), en: short(en) })

// What this phone found most, then what is open here, then matters of the street.
export const tiles = computed(() => {
  const count = new Map<string, number>()
  const add = (code: unknown, weight: number) => { if (typeof code === 'string' && code) count.set(code, (count.get(code) ?? 0) + weight) }
  items.value.forEach((item) => { if (item.kind === 'finding') add(item.values.category, 100) })
  cases.value.forEach((view) => add(view.category, 1))
  const street = (site.value?.categories ?? []).filter((category) => category.code.length > 2 && category.precision === 'point')
  return street.map((category, at) => ({ category, at, weight: count.get(category.code) ?? 0 }))
    .sort((a, b) => b.weight - a.weight || a.at - b.at).slice(0, kTiles).map(({ category }) => ({ code: category.code, title: shortened(category.title) }))
})

const kNotAtOnce = ['withdraw']
export const titleOf = (code: string): Wording | undefined => {
  const title = site.value?.categories.find((one) => one.code === code)?.title
  return title && shortened(title)
}
const needsPhotos = (offer: OfferView) => offer.form.some((field) => field.kind === 'photos' && field.required)
// What may follow at once.
export const nextSteps = computed(() => {
  const first = firstStep(kFinding)
  return first ? offersIn(kFinding, first.state).filter((offer) => offer.needs_version && !kNotAtOnce.includes(offer.command) && (takesPhotos || !needsPhotos(offer))) : []
})

export interface Found {
  title: Wording
  values: Finding['values']
  photos: Finding['photos']
  where: Where
  next?: { offer: OfferView } & Written
}

const deedAfter = (finding: Finding, next: NonNullable<Found['next']>) => {
  const first = firstStep(kFinding)
  return newDeed({
    ...next, after: finding.key, caseNo: '', programme: kFinding, seen: 0, state_seen: first?.state ?? '',
    wording_seen: first?.wording ?? { zh: '', en: '' }, seenAt: finding.writtenAt, state: finding.state,
  })
}

// Into the queue: on a trip it waits for the others.
export async function record({ title, values, photos, where, next }: Found, before?: Item): Promise<void> {
  const state = batch.value ? 'trip' as const : 'waiting' as const
  const what = { values, photos, title, place: where.place, placeName: where.name, state }
  if (before?.kind === 'finding') {
    await renewed(before, { ...what, state: before.state === 'trip' ? 'trip' : 'waiting' })
    return
  }
  const finding = newFinding(what)
  await save(finding)
  if (next) await save(deedAfter(finding, next))
}
