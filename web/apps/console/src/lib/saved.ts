// Views a person keeps in this browser: a name and the address they stand at.
import { kept } from '@huiyin/kept'
import { ref } from 'vue'

export interface SavedView { name: string; query: Record<string, string> }

const shelf = kept<SavedView[]>('huiyin.views')
const read = shelf.read()

export const savedViews = ref(Array.isArray(read) ? read : [])

const write = (views: SavedView[]) => {
  savedViews.value = views
  shelf.write(views)
}

// A name stands once: kept again it is moved on.
export const keepView = (view: SavedView) => write([...savedViews.value.filter((one) => one.name !== view.name), view])
export const dropView = (name: string) => write(savedViews.value.filter((one) => one.name !== name))
