// What somebody is writing, kept in the browser at every change: neither an error nor a reload nor a lost network may
// cost a word. One draft being written a programme; any number that wait to be sent. Words are kept at once, photos when
// the browser has put them away.
import { newKey } from '@huiyin/api'
import { kept } from '@huiyin/kept'

export interface ChosenPlace {
  code?: string
  lat?: number
  lon?: number
  name: { zh: string; en: string }
}

export interface Draft {
  key: string // also the idempotency key: sent twice, it opens one case
  programme: string
  words: string
  place: ChosenPlace | null
  address: string
  category: string
  phone: string
  until: string // a date, 2026-11-25; empty = none
  confidential: boolean
  photos: Blob[]
  sent?: string[] // keys of the first of them, which the server has already
  state: 'writing' | 'waiting'
  savedAt: string
}

const kDatabase = 'huiyin'
const kShelf = 'drafts'

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('storage'))
  })

let opened: Promise<IDBDatabase> | undefined
function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(kDatabase, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(kShelf, { keyPath: 'key' })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('storage'))
  })
  return opened
}

const shelf = async (mode: IDBTransactionMode) => (await database()).transaction(kShelf, mode).objectStore(kShelf)

export const newDraft = (programme: string): Draft => ({
  key: newKey(), programme, words: '', place: null, address: '', category: '', phone: '', until: '', confidential: false, photos: [],
  state: 'writing', savedAt: '',
})

export async function allDrafts(): Promise<Draft[]> {
  const drafts = await asked<Draft[]>((await shelf('readonly')).getAll())
  return drafts.sort((a, b) => b.savedAt.localeCompare(a.savedAt))
}

export const draftOf = async (key: string) => asked<Draft | undefined>((await shelf('readonly')).get(key))

type Words = Omit<Draft, 'photos' | 'sent' | 'state' | 'savedAt'>
const wordsOf = (programme: string) => kept<Words>(`huiyin.draft.${programme}`)

export function keepWords({ key, programme, words, place, address, category, phone, until, confidential }: Draft): void {
  wordsOf(programme).write({ key, programme, words, place, address, category, phone, until, confidential })
}

export async function draftBeingWritten(programme: string): Promise<Draft | undefined> {
  const words = wordsOf(programme).read()
  const drafts = await allDrafts().catch((): Draft[] => [])
  const draft = drafts.find((one) => one.programme === programme && one.state === 'writing' && (!words || one.key === words.key))
  return words ? { ...newDraft(programme), ...draft, ...words } : draft
}

// A plain copy: what Vue watches cannot be stored.
export async function saveDraft(draft: Draft): Promise<void> {
  const place = draft.place ? { ...draft.place, name: { ...draft.place.name } } : null
  const copy: Draft = { ...draft, place, photos: [...draft.photos], sent: [...(draft.sent ?? [])], savedAt: new Date().toISOString() }
  if (draft.state === 'writing') keepWords(copy)
  else dropWords(draft)
  await asked((await shelf('readwrite')).put(copy))
}

function dropWords({ key, programme }: Pick<Draft, 'key' | 'programme'>): void {
  if (wordsOf(programme).read()?.key === key) wordsOf(programme).drop()
}

export async function dropDraft(draft: Pick<Draft, 'key' | 'programme'>): Promise<void> {
  dropWords(draft)
  await asked((await shelf('readwrite')).delete(draft.key))
}

// Worth keeping, and worth showing as unfinished?
export const isEmpty = (draft: Draft) => draft.words.trim() === '' && draft.photos.length === 0
