// The rows of a list, page after page. An answer to an older question is left out.
import { asProblem, type CaseLine, type Schemas } from '@huiyin/api'
import { ref } from 'vue'
import { useWords } from './session'
import { problemWord } from './wording'

export function useCaseList(ask: (cursor: string) => Promise<Schemas['CasePage']>) {
  const words = useWords()
  const rows = ref<CaseLine[]>([])
  const next = ref('')
  const busy = ref(true)
  const wrong = ref('')
  let turn = 0

  async function load(more = false): Promise<void> {
    const mine = ++turn
    busy.value = true
    wrong.value = ''
    try {
      const page = await ask(more ? next.value : '')
      if (mine !== turn) return
      rows.value = more ? [...rows.value, ...page.rows] : page.rows
      next.value = page.next
    } catch (thrown) {
      if (mine === turn) wrong.value = problemWord(asProblem(thrown), words)
    } finally {
      if (mine === turn) busy.value = false
    }
  }
  return { rows, next, busy, wrong, load }
}
