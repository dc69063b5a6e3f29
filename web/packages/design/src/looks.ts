// Theme and size, kept in this browser; the first theme is the system's.
import { ref } from 'vue'

export type Theme = 'light' | 'dark'

const kTheme = 'huiyin.theme'
const kSize = 'huiyin.size'

export function createLooks() {
  const kept = localStorage.getItem(kTheme)
  const system: Theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  const theme = ref<Theme>(kept === 'dark' || kept === 'light' ? kept : system)
  const large = ref(localStorage.getItem(kSize) === 'large')
  const apply = () => {
    document.documentElement.dataset.theme = theme.value
    document.documentElement.dataset.size = large.value ? 'large' : 'normal'
  }
  apply()
  return {
    theme,
    large,
    setTheme(wanted: Theme) {
      theme.value = wanted
      localStorage.setItem(kTheme, wanted)
      apply()
    },
    setLarge(wanted: boolean) {
      large.value = wanted
      localStorage.setItem(kSize, wanted ? 'large' : 'normal')
      apply()
    },
  }
}

export type Looks = ReturnType<typeof createLooks>
