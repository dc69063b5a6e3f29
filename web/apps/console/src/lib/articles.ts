// What is known of a matter already. Put into an answer it is a beginning: whoever answers makes it their own.
import type { Schemas } from '@huiyin/api'
import { computed, ref, shallowRef, type Ref } from 'vue'

export type Article = Schemas['ArticleView']
const kReplyMax = 4000 // as the server takes it

// The first sentence; the rest is one press away.
export const leadOf = (text: string): string => /^.+?(?:[。！？]|[.!?](?=\s)|(?=\n)|$)/.exec(text)?.[0] ?? text

// Below what is there, never over it; and not twice.
export const replyWith = (reply: string, text: string): string => {
  if (reply.trim() === '') return text
  return reply.includes(text) ? reply : `${reply.trimEnd()}\n\n${text}`
}

interface Taken { title: string; before: string; after: string }

// An article goes into the reply and, as long as nobody has written on, out of it again.
export function useTaken(reply: Ref<string>) {
  const last = shallowRef<Taken>()
  const isFull = ref(false)
  const taken = computed(() => (last.value?.after === reply.value ? last.value : undefined))
  function take(title: string, text: string): void {
    const before = reply.value
    const after = replyWith(before, text)
    isFull.value = after.length > kReplyMax
    if (after === before || isFull.value) return
    reply.value = after
    last.value = { title, before, after }
  }
  function undo(): void {
    if (taken.value) reply.value = taken.value.before
  }
  return { taken, isFull, take, undo }
}
