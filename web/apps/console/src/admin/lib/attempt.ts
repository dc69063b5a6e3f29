// Something a person asks the server to do: one at a time, with the server's word when it is refused.
import { asProblem, type Problem } from '@huiyin/api'
import { computed, ref, shallowRef } from 'vue'
import { useWords } from '../../lib/session'
import { problemWord } from '../../lib/wording'

export function useAttempt() {
  const words = useWords()
  const busy = ref(false)
  const problem = shallowRef<Problem>()
  async function attempt(act: () => Promise<void>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    problem.value = undefined
    try {
      await act()
      return true
    } catch (thrown) {
      problem.value = asProblem(thrown)
      return false
    } finally {
      busy.value = false
    }
  }
  // The word at a field, and the word that belongs to none of these.
  const at = (...pointers: string[]) => (problem.value && pointers.some((pointer) => problem.value?.concerns(pointer)) ? problemWord(problem.value, words) : '')
  const word = computed(() => (problem.value ? problemWord(problem.value, words) : ''))
  const elsewhere = (...pointers: string[]) => (problem.value && !at(...pointers) ? word.value : '')
  return { busy, problem, attempt, at, elsewhere }
}
