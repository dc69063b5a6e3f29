// What is half written in a form, kept at every change under a name of its own. Words go where a reload in the same breath
// still finds them; photos, which are large, onto the phone's shelf.
import { kept } from '@huiyin/kept'
import { ref, watch, type Ref } from 'vue'
import type { Values } from './forms'
import type { KeptPhoto } from './photos'
import { me } from './session'
import { drop, one, put } from './storage'

type Photos = Record<string, KeptPhoto[]>
export interface Written {
  values: Values
  photos: Photos
}

const blank = (): Written => ({ values: {}, photos: {} })

// A plain copy: what Vue watches cannot be stored.
const plain = (photos: Photos): Photos =>
  Object.fromEntries(Object.entries(photos).map(([field, list]) => [field, list.map((photo) => ({ ...photo }))]))
const hasAny = (photos: Photos) => Object.values(photos).some((list) => list.length > 0)

// Each person's own: another who takes the phone neither sees nor loses it. The words are there at once; `ready` waits for
// the photos too, and tells whether anything was kept.
export function useWritten(form: string): { written: Ref<Written>; ready: Promise<boolean>; clear: () => Promise<void> } {
  const name = `${me.value?.account ?? 0} ${form}`
  const shelf = kept<Values>(`huiyin.field.form.${name}`)
  const values = shelf.read()
  const written = ref<Written>({ ...blank(), ...(values ? { values } : {}) }) as Ref<Written>
  const ready = one<{ photos: Photos }>('forms', name).catch(() => undefined).then((held) => {
    if (held && !hasAny(written.value.photos)) written.value.photos = held.photos
    return values !== undefined || held !== undefined
  })
  let isClearing = false
  watch(() => written.value.values, (now) => { if (!isClearing) shelf.write(now) }, { deep: true, flush: 'sync' })
  watch(() => written.value.photos, (photos) => {
    if (!isClearing) void put('forms', { name, photos: plain(photos) }).catch(() => undefined)
  }, { deep: true, flush: 'sync' })
  return {
    written,
    ready,
    async clear() {
      isClearing = true
      written.value = blank()
      isClearing = false
      shelf.drop()
      await drop('forms', name)
    },
  }
}
