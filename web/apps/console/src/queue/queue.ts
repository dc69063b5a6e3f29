// The queue behind the screen: pages read ahead, rows that left, rows that came, the counts on the tabs.
import { answered, asProblem, type CaseLine, type ListQuery, type Problem } from '@huiyin/api'
import { onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue'
import { CaseList, kPage, renewed } from '../lib/caseList'
import { deskOf } from '../lib/desk'
import { dueBefore, isDueBefore, queryOf, type Filter } from '../lib/filters'
import { offsetOf } from '../lib/forms'
import { useLive } from '../lib/live'
import { now } from '../lib/remaining'
import { server } from '../lib/session'
import { sourcesOf, standsIn, type Tab } from '../lib/tabs'

const kSettleMs = 800

const read = (query: ListQuery) => answered(server.GET('/api/v1/cases', { params: { query } }))

export const orderOf = (tab: Tab, filter: Filter) => (filter.due ? 'due' : (filter.order ?? tab.order))

function listOf(tab: Tab, filter: Filter, post: number): CaseList {
  const narrowed = { ...queryOf(filter), ...(post > 0 ? { post } : {}) }
  const isWanted = (line: CaseLine) => isDueBefore(line, dueBefore(filter, new Date(), offsetOf(line.opened_at)))
  return new CaseList(sourcesOf(tab).map((source) => ({ ...source, ...narrowed })), orderOf(tab, filter), read, isWanted)
}

export function useQueue(tab: Ref<Tab>, filter: Ref<Filter>, post: Ref<number>) {
  const rows = shallowRef<readonly CaseLine[]>([])
  const ended = ref(false)
  const busy = ref(false)
  const problem = ref<Problem>()
  let list = listOf(tab.value, filter.value, post.value)

  async function more(): Promise<void> {
    const mine = list
    if (mine.ended) return
    busy.value = true
    try {
      await mine.more()
      if (mine !== list) return
      rows.value = [...mine.rows]
      ended.value = mine.ended
      problem.value = undefined
    } catch (thrown) {
      if (mine === list) problem.value = asProblem(thrown)
    } finally {
      if (mine === list) busy.value = false
    }
  }

  function start(): void {
    list = listOf(tab.value, filter.value, post.value)
    rows.value = []
    ended.value = false
    problem.value = undefined
    void more()
  }

  // The first page again; what lies behind it is kept.
  async function refresh(): Promise<void> {
    const mine = list
    const fresh = listOf(tab.value, filter.value, post.value)
    await fresh.more().catch(() => undefined)
    if (mine !== list || (fresh.rows.length === 0 && !fresh.ended)) return
    const all = renewed(rows.value, fresh.rows, fresh.ended, orderOf(tab.value, filter.value))
    mine.rows.splice(0, mine.rows.length, ...all)
    rows.value = all
    if (fresh.ended) {
      mine.ended = true
      ended.value = true
    }
  }

  function settle(line: CaseLine): void {
    const keeps = standsIn(tab.value, line)
    const left = rows.value.flatMap((row) => (row.case_no !== line.case_no ? [row] : keeps ? [line] : []))
    list.rows.splice(0, list.rows.length, ...left)
    rows.value = left
  }

  watch([tab, filter, post], start, { immediate: true })
  // A claim that runs out tells nobody.
  watch(now, () => { if (rows.value.some((line) => deskOf(line) !== '')) void refresh() })
  return { rows, ended, busy, problem, more, refresh, settle, start }
}

export type Count = { n: number; more: boolean } | undefined

// How many cases stand in each tab: counted up to a page a state, "200+" where there are more.
export function useCounts(tabs: Ref<readonly Tab[]>, post: Ref<number>) {
  const counts = ref<Record<string, Count>>({})
  async function count(tab: Tab) {
    const pages = await Promise.all(sourcesOf(tab).map((source) => read({ ...source, limit: kPage, ...(post.value > 0 ? { post: post.value } : {}) })))
    counts.value[tab.name] = { n: pages.reduce((sum, page) => sum + page.rows.length, 0), more: pages.some((page) => page.next !== '') }
  }
  // What is settled grows for ever: its number says nothing.
  const recount = () => Promise.all(tabs.value.filter((tab) => tab.name !== 'settled').map((tab) => count(tab).catch(() => undefined)))
  watch([tabs, post], () => void recount(), { immediate: true })
  return { counts, recount }
}

// Hints come in bursts: one look is enough for those of a moment. A case that only came to a desk or left it keeps its
// version: then nothing has moved from one list to another. `known`: the version that is shown.
export function useSettledHints(look: (hasMoved: boolean) => void, known: (caseNo: string) => number | undefined = () => undefined): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let hasMoved = false
  useLive((hint) => {
    hasMoved ||= !hint || known(hint.case_no) !== hint.version
    timer ??= setTimeout(() => {
      timer = undefined
      look(hasMoved)
      hasMoved = false
    }, kSettleMs)
  })
  onBeforeUnmount(() => clearTimeout(timer))
}
