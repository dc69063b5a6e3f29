// Pages hear of changes here: from the stream, or by asking again every 20 seconds where there is none.
import { capabilities } from '@huiyin/api'
import { onBeforeUnmount, onMounted } from 'vue'

export interface Hint { case_no: string; version: number; state: string }

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

// Hints of changed cases while somebody listens; `lost` when the stream ended for good and asking has to take its place.
function openStream(hear: (hint: Hint | undefined) => void, lost: () => void): () => void {
  const source = new EventSource('/api/v1/stream')
  // A stream ends after some minutes and is opened again: what happened in between is unknown.
  let isFirst = true
  source.addEventListener('ready', () => {
    if (!isFirst) hear(undefined)
    isFirst = false
  })
  source.addEventListener('case', (event) => hear(JSON.parse((event as MessageEvent<string>).data) as Hint))
  source.addEventListener('error', () => { if (source.readyState === EventSource.CLOSED) lost() })
  return () => source.close()
}

function listen(): void {
  if (!capabilities.stream) return ask()
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
