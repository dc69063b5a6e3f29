// The case on the desk: read, and kept current by hints.
import { answered, asProblem, type CaseView, type Problem, type Schemas } from '@huiyin/api'
import { onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue'
import { deskOf } from './desk'
import { useLive } from './live'
import { now } from './remaining'
import { checkSession, server } from './session'

export function useOpenCase(caseNo: Ref<string>) {
  const view = shallowRef<CaseView>()
  const problem = ref<Problem>()
  const explained = shallowRef<Schemas['Explanation']>()

  let asked = 0
  async function load(): Promise<void> {
    const mine = ++asked
    const wanted = caseNo.value
    if (!wanted) return
    try {
      const told = await answered(server.GET('/api/v1/cases/{case_no}', { params: { path: { case_no: wanted } } }))
      if (mine !== asked) return
      // A session that has run out reads what anybody reads: sign in again, then look again.
      if (told.reader === 'public' && (await checkSession())) return await load()
      view.value = told
      problem.value = undefined
      void explain(wanted)
    } catch (thrown) {
      if (mine === asked) problem.value = asProblem(thrown)
    }
  }
  async function explain(wanted: string) {
    const told = await answered(server.GET('/api/v1/cases/{case_no}/explanation', { params: { path: { case_no: wanted } } })).catch(() => undefined)
    if (wanted === caseNo.value) explained.value = told
  }

  watch(caseNo, () => {
    view.value = undefined
    explained.value = undefined
    problem.value = undefined
    void load()
  }, { immediate: true })

  // A colleague's claim that runs out tells nobody: it is looked at by and by.
  watch(now, () => { if (view.value && deskOf(view.value)) void load() })

  let soon: ReturnType<typeof setTimeout> | undefined
  useLive((hint) => {
    // Who has it at a desk changes without a new version.
    if (!caseNo.value || (hint && hint.case_no !== caseNo.value)) return
    clearTimeout(soon)
    soon = setTimeout(() => void load(), 300)
  })
  onBeforeUnmount(() => clearTimeout(soon))
  return { view, problem, explained, load }
}
