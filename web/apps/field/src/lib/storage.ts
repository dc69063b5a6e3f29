// The phone's own store: what waits to be sent, the cases as they were last read, half-written forms, and the little the
// app needs to know of the site. Everything in it reads without a signal.
const kDatabase = 'huiyin-field'
const kShelves = { items: 'key', cases: 'case_no', forms: 'name', things: 'name' } as const
export type Shelf = keyof typeof kShelves

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('storage'))
  })

let opened: Promise<IDBDatabase> | undefined
function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(kDatabase, 1)
    request.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(kShelves)) request.result.createObjectStore(name, { keyPath })
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('storage'))
  })
  return opened
}

const shelf = async (name: Shelf, mode: IDBTransactionMode) => (await database()).transaction(name, mode).objectStore(name)

export const all = async <T>(name: Shelf) => asked<T[]>((await shelf(name, 'readonly')).getAll())
export const one = async <T>(name: Shelf, key: string) => asked<T | undefined>((await shelf(name, 'readonly')).get(key))
export const put = async (name: Shelf, value: object) => asked((await shelf(name, 'readwrite')).put(value))
export const drop = async (name: Shelf, key: string) => asked((await shelf(name, 'readwrite')).delete(key))
export const empty = async (name: Shelf) => asked((await shelf(name, 'readwrite')).clear())

// Several at once, or none.
export async function putAll(name: Shelf, values: readonly object[]): Promise<void> {
  const transaction = (await database()).transaction(name, 'readwrite')
  for (const value of values) transaction.objectStore(name).put(value)
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error('storage'))
  })
}
