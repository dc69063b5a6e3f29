// What is half written in a form, kept at every change under a name of its own.
import { ref, watch, type Ref } from 'vue'
import type { Values } from './forms'
import type { KeptPhoto } from './photos'
import { me } from './session'
import { drop, one, put } from './storage'

export interface Written {
  values: Values
  photos: Record<string, KeptPhoto[]>
}

const blank = (): Written => ({ values: {}, photos: {} })

// Each person's own: another who takes the phone neither sees nor loses it.
// `ready` tells whether something was there.
export function useWritten(form: string): { written: Ref<Written>; ready: Promise<boolean>; clear: () => Promise<void> } {
  const name = `${me.value?.account ?? 0} ${form}`
  const written = ref<Written>(blank()) as Ref<Written>
  let isCleared = false
  const ready = one<Written & { name: string }>('forms', name).catch(() => undefined).then((kept) => {
    if (kept) written.value = { values: kept.values, photos: kept.photos }
    return kept !== undefined
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
