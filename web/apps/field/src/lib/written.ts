// What is half written in a form, kept at every change under a name of its own.
import { ref, watch, type Ref } from 'vue'
import type { Values } from './forms'
import type { KeptPhoto } from './photos'
import { drop, one, put } from './storage'

export interface Written {
  values: Values
  photos: Record<string, KeptPhoto[]>
}

const blank = (): Written => ({ values: {}, photos: {} })

export function useWritten(name: string): { written: Ref<Written>; ready: Promise<void>; clear: () => Promise<void> } {
  const written = ref<Written>(blank()) as Ref<Written>
  let isCleared = false
  const ready = one<Written & { name: string }>('forms', name).catch(() => undefined).then((kept) => {
    if (kept) written.value = { values: kept.values, photos: kept.photos }
  })
  watch(written, async ({ values, photos }) => {
    if (isCleared) return
    const copied = Object.fromEntries(Object.entries(photos).map(([field, list]) => [field, list.map((photo) => ({ ...photo }))]))
    await put('forms', { name, values: JSON.parse(JSON.stringify(values)) as Values, photos: copied })
  }, { deep: true, flush: 'sync' })
  return {
    written,
    ready,
    async clear() {
      isCleared = true
      written.value = blank()
      await drop('forms', name)
      isCleared = false
    },
  }
}
