// What somebody is writing, kept in the browser at every change: neither an error nor a reload nor a lost network may
// cost a word. One draft being written a programme; any number that wait to be sent.
import { newKey } from '@huiyin/api'

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

export const draftBeingWritten = async (programme: string) =>
  (await allDrafts()).find((draft) => draft.programme === programme && draft.state === 'writing')

// A plain copy: what Vue watches cannot be stored.
export async function saveDraft(draft: Draft): Promise<void> {
  const place = draft.place ? { ...draft.place, name: { ...draft.place.name } } : null
  const copy: Draft = { ...draft, place, photos: [...draft.photos], sent: [...(draft.sent ?? [])], savedAt: new Date().toISOString() }
  await asked((await shelf('readwrite')).put(copy))
}

export const dropDraft = async (key: string) => asked((await shelf('readwrite')).delete(key))

// Worth keeping, and worth showing as unfinished?
export const isEmpty = (draft: Draft) => draft.words.trim() === '' && draft.photos.length === 0
