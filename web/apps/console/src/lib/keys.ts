// The keyboard. Pages say which keys they answer to; the newest of two that want the same key has it. Keys rest while
// somebody writes, but for Escape and those with Ctrl or ⌘.
import { computed, onBeforeUnmount, onMounted, shallowReactive } from 'vue'

export interface KeyAction {
  key: string // as KeyboardEvent.key; "mod+k" is Ctrl-K, on a Mac ⌘K
  say: () => string
  run: (event: KeyboardEvent) => void
  when?: () => boolean
}

interface Layer { actions: () => readonly KeyAction[]; isOver: boolean }
const layers = shallowReactive<Layer[]>([])
const inTurn = () => [...layers.filter((layer) => layer.isOver), ...layers.filter((layer) => !layer.isOver).reverse()]

// In a form every key belongs to the form; elsewhere those of inputs for text.
const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.closest('form') !== null || target.matches('textarea, select, input:not([type=checkbox], [type=radio])'))
// A focused button or link has Enter and the space bar to itself, but for the rows of a list ([data-keys]).
const isPressing = (event: KeyboardEvent) =>
  (event.key === 'Enter' || event.key === ' ') && event.target instanceof HTMLElement
  && event.target.matches('button, a[href]:not([data-keys]), summary, input')

export const keyName = (event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>) =>
  (event.ctrlKey || event.metaKey ? 'mod+' : '') + (/^[A-Z]$/.test(event.key) ? 'shift+' : '') + (event.key.length === 1 ? event.key.toLowerCase() : event.key)

function press(event: KeyboardEvent): void {
  if (event.isComposing || event.altKey || event.defaultPrevented) return
  const name = keyName(event)
  const special = name === 'Escape' || name.startsWith('mod+')
  if (!special && (isWriting(event.target) || isPressing(event) || document.querySelector('dialog[open]'))) return
  for (const layer of inTurn()) {
    const action = layer.actions().find((one) => one.key === name && (one.when?.() ?? true))
    if (!action) continue
    event.preventDefault()
    action.run(event)
    return
  }
}

addEventListener('keydown', press)

// `isOver`: before all others, whoever came later.
export function useKeys(actions: () => readonly KeyAction[], isOver = false): void {
  const layer = { actions, isOver }
  onMounted(() => layers.push(layer))
  onBeforeUnmount(() => layers.splice(layers.indexOf(layer), 1))
}

// All keys that do something just now, the first layer first.
export const activeKeys = computed(() => layers.flatMap((layer) => layer.actions()).filter((one) => one.when?.() ?? true))
export const isMac = /Mac|iPhone|iPad/.test(navigator.platform)
