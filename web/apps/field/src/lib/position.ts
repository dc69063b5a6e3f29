// Where the phone is. Asked for by a tap the first time; once allowed it is followed while the app is looked at. Stays in
// the phone: only the place of what is reported is sent.
import { shallowRef } from 'vue'
import type { Point } from './ground'

export const canLocate = 'geolocation' in navigator && isSecureContext
export const here = shallowRef<Point>()
export const accuracyM = shallowRef(0)

let watching: number | undefined

const take = ({ coords }: GeolocationPosition) => {
  here.value = { lat: Math.round(coords.latitude * 1e6) / 1e6, lon: Math.round(coords.longitude * 1e6) / 1e6 }
  accuracyM.value = Math.round(coords.accuracy)
}

// Resolves with the first position, or with none where there is none to be had (a stairwell, a cellar).
export function locate(): Promise<Point | undefined> {
  if (!canLocate) return Promise.resolve(undefined)
  return new Promise((resolve) => {
    const first = (position: GeolocationPosition) => {
      take(position)
      resolve(here.value)
    }
    if (watching !== undefined) navigator.geolocation.clearWatch(watching)
    watching = navigator.geolocation.watchPosition(first, () => resolve(here.value),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 15_000 })
  })
}

export async function recallPosition(): Promise<void> {
  if (!canLocate) return
  const allowed = await navigator.permissions?.query({ name: 'geolocation' }).catch(() => undefined)
  if (allowed?.state === 'granted') await locate()
}
