// What a page reads: its data, whether it is being read, what went wrong; and read again, by itself where that is wanted.
import { asProblem } from '@huiyin/api'
import { onBeforeUnmount, onMounted, ref, shallowRef, type ShallowRef } from 'vue'
import { useLive } from '../../lib/live'
import { useWords } from '../../lib/session'
import { problemWord } from '../../lib/wording'

export function useLoading<T>(read: () => Promise<T>) {
  const words = useWords()
  const data = shallowRef<T>() as ShallowRef<T | undefined>
  const wrong = ref('')
  const busy = ref(false)
  let latest = 0
  // An answer that comes after a later question is dropped.
  async function load(): Promise<void> {
    const mine = ++latest
    busy.value = true
    try {
      const got = await read()
      if (mine !== latest) return
      data.value = got
      wrong.value = ''
    } catch (thrown) {
      if (mine === latest) wrong.value = problemWord(asProblem(thrown), words)
    } finally {
      if (mine === latest) busy.value = false
    }
  }
  return { data, wrong, busy, load }
}

// Reads again when something has changed, at most once in `leastMs`, and when the page is looked at again.
export function useRefresh(load: () => Promise<void>, leastMs: number): void {
  let last = Date.now()
  let timer: ReturnType<typeof setTimeout> | undefined
  const now = () => {
    timer = undefined
    last = Date.now()
    if (!document.hidden) void load()
  }
  const soon = () => { timer ??= setTimeout(now, Math.max(0, last + leastMs - Date.now())) }
  useLive(soon)
  onMounted(() => {
    void load()
    document.addEventListener('visibilitychange', soon)
  })
  onBeforeUnmount(() => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', soon)
  })
}
