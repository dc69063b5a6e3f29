// Everything somebody did on the way, kept until the server has it and shown until somebody has seen what became of it. An
// item carries its own idempotency key: sent twice, it happens once.
import { newKey, type OfferView, type Wording } from '@huiyin/api'
import { computed, shallowRef } from 'vue'
import type { Values } from './forms'
import type { Point } from './ground'
import type { KeptPhoto } from './photos'
import { me } from './session'
import { all, drop, putAll } from './storage'

// trip: collected on a round and sent with all others of it; refused: the server said no, a person decides.
export type ItemState = 'trip' | 'waiting' | 'refused' | 'sent' | 'dropped'

export interface Refused {
  code: string
  status: number
  title: string
  detail: string
  where: string
}

interface Kept {
  key: string
  account: number
  person: string
  order: number // of writing, across restarts
  writtenAt: string
  state: ItemState
  caseNo: string // of a finding: once it is opened
  values: Values
  photos: Record<string, KeptPhoto[]>
  body?: Record<string, unknown> // as it was first sent: a repeat says the same
  refused?: Refused
  settledAt?: string
}

export interface Finding extends Kept {
  kind: 'finding'
  title: Wording
  place: { code?: string; address?: string } & Partial<Point>
  placeName: Wording
  similar?: string[]
}

export interface Deed extends Kept {
  kind: 'deed'
  offer: OfferView
  after: string // the finding it follows, while that has no number yet
  programme: string
  seen: number // the version of the case when it was written
  state_seen: string
  wording_seen: Wording
  seenAt: string
}

export type Item = Finding | Deed

export const items = shallowRef<Item[]>([])

const kKeptMs = 7 * 24 * 3600_000

const byOrder = (a: Item, b: Item) => a.order - b.order
const isOld = (item: Item) => item.settledAt !== undefined && Date.now() - Date.parse(item.settledAt) > kKeptMs

let changes = 0

export async function readItems(): Promise<void> {
  const before = changes
  const kept = await all<Item>('items').catch(() => items.value)
  // Something was written down while this was read: it counts.
  if (changes !== before) return readItems()
  await Promise.all(kept.filter(isOld).map((item) => drop('items', item.key)))
  items.value = kept.filter((item) => !isOld(item)).sort(byOrder)
}

// A plain copy: what Vue watches cannot be stored.
function plain(item: Item): Item {
  const photos = Object.fromEntries(Object.entries(item.photos).map(([field, list]) => [field, list.map((photo) => ({ ...photo }))]))
  const { photos: _photos, ...rest } = item
  return { ...(JSON.parse(JSON.stringify(rest)) as Item), photos }
}

export async function save(...changed: Item[]): Promise<void> {
  const copies = changed.map(plain)
  await putAll('items', copies)
  changes++
  const keys = new Set(copies.map((item) => item.key))
  items.value = [...items.value.filter((item) => !keys.has(item.key)), ...copies].sort(byOrder)
}

const begun = () => ({
  key: newKey(), account: me.value?.account ?? 0, person: me.value?.name ?? '',
  order: Math.max(Date.now(), ...items.value.map((item) => item.order + 1)), writtenAt: new Date().toISOString(),
})

export type NewFinding = Pick<Finding, 'values' | 'photos' | 'title' | 'place' | 'placeName'> & { state: 'trip' | 'waiting' }
export const newFinding = (wanted: NewFinding): Finding => ({ ...begun(), ...wanted, kind: 'finding', caseNo: '' })

export type NewDeed = Pick<Deed, 'caseNo' | 'offer' | 'values' | 'photos' | 'after' | 'programme' | 'seen' | 'state_seen' | 'wording_seen' | 'seenAt' | 'state'>
export const newDeed = (wanted: NewDeed): Deed => ({ ...begun(), ...wanted, kind: 'deed' })

// What goes one after the other: all about one case, a finding and what follows it.
export const groupOf = (item: Item) => item.caseNo || (item.kind === 'deed' ? item.after : item.key)

// Something written before about the same case has not gone yet.
export const isHeld = (item: Item, among: readonly Item[]) =>
  among.some((other) => other.order < item.order && groupOf(other) === groupOf(item) && ['trip', 'waiting', 'refused'].includes(other.state))

const mine = (item: Item) => item.account === me.value?.account
export const onTrip = computed(() => items.value.filter((item) => item.state === 'trip' && mine(item)))
export const waiting = computed(() => items.value.filter((item) => item.state === 'waiting' && mine(item)))
export const refusals = computed(() => items.value.filter((item) => item.state === 'refused' && mine(item)))
// Left on this phone by somebody else: they wait for that person.
export const foreign = computed(() => items.value.filter((item) => !mine(item) && item.state !== 'sent' && item.state !== 'dropped'))
export const settled = computed(() => items.value.filter((item) => mine(item) && (item.state === 'sent' || item.state === 'dropped')).reverse())

export const openItemsOf = (caseNo: string) =>
  items.value.filter((item) => item.caseNo === caseNo && mine(item) && item.state !== 'sent' && item.state !== 'dropped')

// Written on top of it and not sent yet.
export const followersOf = (item: Item) =>
  items.value.filter((other): other is Deed => other.kind === 'deed' && other.order > item.order && groupOf(other) === groupOf(item)
    && (other.state === 'waiting' || other.state === 'trip'))

// A new attempt is a new thing to the server: it was refused, so it never happened, and goes under another key. What was
// written on top of it goes along.
export async function renewed<T extends Item>(item: T, change: Partial<T>): Promise<T> {
  const next: T = { ...item, state: 'waiting', body: undefined, refused: undefined, settledAt: undefined, ...change, key: newKey() }
  const seen = item.kind === 'deed' && next.kind === 'deed' ? { from: item.seen, to: next.seen } : undefined
  const along = followersOf(item).map((deed) => ({
    ...deed,
    ...(deed.after === item.key ? { after: next.key } : {}),
    ...(seen && deed.seen === seen.from ? { seen: seen.to, body: undefined } : {}),
  }))
  await save(next, ...along)
  await drop('items', item.key)
  changes++
  items.value = items.value.filter((other) => other.key !== item.key)
  return next
}

export const dropItem = (item: Item) => save({ ...item, state: 'dropped', settledAt: new Date().toISOString() })
