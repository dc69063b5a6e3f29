// Views a person keeps in this browser: a name and the address they stand at.
import { ref } from 'vue'

export interface SavedView { name: string; query: Record<string, string> }

const kPlace = 'huiyin.views'

function kept(): SavedView[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(kPlace) ?? '[]')
    return Array.isArray(read) ? (read as SavedView[]) : []
  } catch {
    return []
  }
}

export const savedViews = ref(kept())

const write = (views: SavedView[]) => {
  savedViews.value = views
  localStorage.setItem(kPlace, JSON.stringify(views))
}

// A name stands once: kept again it is moved on.
export const keepView = (view: SavedView) => write([...savedViews.value.filter((one) => one.name !== view.name), view])
export const dropView = (name: string) => write(savedViews.value.filter((one) => one.name !== name))
