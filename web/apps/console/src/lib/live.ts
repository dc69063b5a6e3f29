// Pages hear of changes here: from the stream, or by asking again every 20 seconds where there is none.
import { onBeforeUnmount, onMounted } from 'vue'
import { has, openStream, type Hint } from './later'

const kAskMs = 20_000
const kReopenMs = 60_000

type Listener = (hint: Hint | undefined) => void
const listeners = new Set<Listener>()
let close: (() => void) | undefined
let asking: ReturnType<typeof setInterval> | undefined

const tell = (hint: Hint | undefined) => listeners.forEach((listener) => listener(hint))

function ask(): void {
  asking ??= setInterval(() => { if (document.visibilityState === 'visible') tell(undefined) }, kAskMs)
}

function listen(): void {
  if (!has.stream) return ask()
  close = openStream(tell, () => {
    close = undefined
    ask()
    setTimeout(() => { if (listeners.size > 0 && !close) listen() }, kReopenMs)
  })
}

function rest(): void {
  close?.()
  close = undefined
  clearInterval(asking)
  asking = undefined
}

// `hear` gets a hint of one case, or nothing when anything may have changed.
export function useLive(hear: Listener): void {
  onMounted(() => {
    listeners.add(hear)
    if (listeners.size === 1) listen()
  })
  onBeforeUnmount(() => {
    listeners.delete(hear)
    if (listeners.size === 0) rest()
  })
}
