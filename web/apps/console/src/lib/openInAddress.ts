// The open case stands in the address at once, so that a reload opens it again. It is written past the router: no page
// changes by it, no step back is made, and a page that is just being gone to is not called off.
import { onBeforeUnmount, watch, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'

// A browser stops listening to an address that changes more than some twenty times a second.
const kApartMs = 100

// Calls at once, then not more often than every `apartMs`; the last value always arrives.
export function steadily<T>(call: (value: T) => void, apartMs: number): { tell(value: T): void; forget(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let waiting: { value: T } | undefined
  const rest = () => {
    timer = undefined
    if (!waiting) return
    const { value } = waiting
    waiting = undefined
    tell(value)
  }
  function tell(value: T): void {
    if (timer !== undefined) {
      waiting = { value }
      return
    }
    timer = setTimeout(rest, apartMs)
    call(value)
  }
  return { tell, forget: () => { waiting = undefined } }
}

// The address with another case open, as `history` and the router's own note of it want it.
export function openedAt(address: string, caseNo: string): string {
  const [path = '', query = ''] = address.split('?')
  const params = new URLSearchParams(query)
  params.set('case', caseNo)
  return `${path}?${params.toString()}`
}

// `opened` is written; going back in the history sets it. `forget`: what is still to be written belongs to another address.
export function useOpenInAddress(opened: Ref<string>): { forget(): void } {
  const route = useRoute()
  const router = useRouter()
  const page = route.name
  const { tell, forget } = steadily((caseNo: string) => {
    if (route.name !== page || !caseNo) return
    const current = openedAt(String(history.state?.current ?? route.fullPath), caseNo)
    history.replaceState({ ...history.state, current }, '', router.options.history.base + current)
  }, kApartMs)
  watch(opened, tell)
  watch(() => route.query.case, (caseNo) => { if (typeof caseNo === 'string' && caseNo) opened.value = caseNo })
  onBeforeUnmount(forget)
  return { forget }
}
