// A chart is one stop of the Tab key; the arrow keys walk its marks.
import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'
import { stepped } from './geometry'

const kKeys = ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown', 'Home', 'End']

export function useMarks(box: Ref<HTMLElement | undefined>) {
  const at = ref(0)
  const marks = () => [...(box.value?.querySelectorAll<SVGElement>('a[data-mark]') ?? [])]
  function onKey(event: KeyboardEvent): void {
    if (!kKeys.includes(event.key)) return
    event.preventDefault()
    const all = marks()
    at.value = stepped(Math.min(at.value, all.length - 1), event.key, all.length)
    all[at.value]?.focus()
  }
  return { at, onKey }
}

// The size a drawing has in pixels.
export function useSize(box: Ref<HTMLElement | undefined>): Ref<{ width: number; height: number }> {
  const size = ref({ width: 1, height: 1 })
  let watcher: ResizeObserver | undefined
  onMounted(() => {
    watcher = new ResizeObserver(([entry]) => { if (entry) size.value = { width: entry.contentRect.width || 1, height: entry.contentRect.height || 1 } })
    if (box.value) watcher.observe(box.value)
  })
  onBeforeUnmount(() => watcher?.disconnect())
  return size
}

// The width a chart has in pixels, so that its words keep their size.
export function useWidth(box: Ref<HTMLElement | undefined>, first = 800): Ref<number> {
  const width = ref(first)
  let watcher: ResizeObserver | undefined
  onMounted(() => {
    watcher = new ResizeObserver(([entry]) => { if (entry) width.value = Math.round(entry.contentRect.width) })
    if (box.value) watcher.observe(box.value)
  })
  onBeforeUnmount(() => watcher?.disconnect())
  return width
}
