// The case on the desk: read, kept current by hints, claimed while somebody stays with it.
import { answered, asProblem, type CaseView, type Problem, type Schemas } from '@huiyin/api'
import { onBeforeUnmount, onMounted, ref, shallowRef, watch, type Ref } from 'vue'
import { claim, claimOf, has, letGo, type Claim } from './later'
import { useLive } from './live'
import { checkSession, me, server } from './session'

const kDwellMs = 1_500 // passing by is no claim
const kKeepMs = 120_000

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

  let soon: ReturnType<typeof setTimeout> | undefined
  useLive((hint) => {
    const concerns = !hint || (hint.case_no === caseNo.value && hint.version !== view.value?.version)
    if (!concerns || !caseNo.value) return
    clearTimeout(soon)
    soon = setTimeout(() => void load(), 300)
  })
  onBeforeUnmount(() => clearTimeout(soon))
  return { view, problem, explained, load }
}

// Keeps the open case claimed; tells who has it where that is somebody else.
export function useClaim(caseNo: Ref<string>, view: Ref<CaseView | undefined>) {
  const other = ref<Claim>()
  let held = ''
  let timer: ReturnType<typeof setTimeout> | undefined

  async function hold(wanted: string) {
    try {
      await claim(wanted)
      held = wanted
      other.value = undefined
    } catch (thrown) {
      if (asProblem(thrown).code !== 'claimed') return
      const told = await answered(server.GET('/api/v1/cases/{case_no}', { params: { path: { case_no: wanted } } })).catch(() => undefined)
      if (wanted === caseNo.value) other.value = told && claimOf(told)
    }
    if (wanted === caseNo.value) timer = setTimeout(() => void hold(wanted), kKeepMs)
  }
  function release() {
    clearTimeout(timer)
    if (held) void letGo(held).catch(() => undefined)
    held = ''
    other.value = undefined
  }
  watch(view, (now) => {
    const claimed = now && claimOf(now)
    other.value = claimed && claimed.login !== me.value?.name ? claimed : undefined
  })
  watch(() => [caseNo.value, (view.value?.commands.length ?? 0) > 0] as const, ([wanted, mayAct], before) => {
    if (before?.[0] !== wanted) release()
    if (!has.claims || !wanted || !mayAct || held === wanted) return
    clearTimeout(timer)
    timer = setTimeout(() => void hold(wanted), kDwellMs)
  }, { immediate: true })
  onMounted(() => addEventListener('pagehide', release))
  onBeforeUnmount(() => {
    removeEventListener('pagehide', release)
    release()
  })
  return { other }
}
