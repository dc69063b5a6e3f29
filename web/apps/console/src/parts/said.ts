// One line about what has just been done, with the way back to it.
import { ref } from 'vue'
import type { RouteLocationRaw } from 'vue-router'

export interface SaidLine { text: string; to?: RouteLocationRaw | undefined }

const kShownMs = 6_000
export const saidLine = ref<SaidLine>()
let timer: ReturnType<typeof setTimeout> | undefined

export function say(text: string, to?: RouteLocationRaw): void {
  saidLine.value = { text, to }
  clearTimeout(timer)
  timer = setTimeout(() => { saidLine.value = undefined }, kShownMs)
}
