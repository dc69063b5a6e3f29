// One value in the browser's own storage, written at once: a reload in the same breath still finds it. A storage that is
// full or forbidden, or holds something else, costs nothing but the keeping.
export interface Kept<T> {
  read(): T | undefined
  write(value: T): void
  drop(): void
}

type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

function attempt<R>(act: () => R): R | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}

// `shelf` is asked at every use: `() => sessionStorage` keeps for this tab alone.
export const kept = <T>(name: string, shelf: () => Shelf = () => localStorage): Kept<T> => ({
  read: () => attempt(() => JSON.parse(shelf().getItem(name) ?? 'null') as T | null) ?? undefined,
  write: (value) => void attempt(() => shelf().setItem(name, JSON.stringify(value))),
  drop: () => void attempt(() => shelf().removeItem(name)),
})
