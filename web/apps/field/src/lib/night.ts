// Day, dark, or night: the highest contrast, for a dark stairwell. Night is a dark theme with a mark of its own.
import { ref } from 'vue'
import { looks } from './session'

export type Light = 'light' | 'dark' | 'night'

const kPlace = 'huiyin.field.night'
const night = ref(localStorage.getItem(kPlace) === 'true')

const apply = () => { document.documentElement.dataset.night = String(night.value) }
apply()

export const light = (): Light => (looks.theme.value === 'light' ? 'light' : night.value ? 'night' : 'dark')

export function setLight(wanted: Light): void {
  night.value = wanted === 'night'
  localStorage.setItem(kPlace, String(night.value))
  looks.setTheme(wanted === 'light' ? 'light' : 'dark')
  apply()
}
