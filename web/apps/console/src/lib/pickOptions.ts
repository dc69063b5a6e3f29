// What the pickers offer: units, categories, places, cases.
import { answered } from '@huiyin/api'
import type { Texts } from '@huiyin/i18n'
import { computed } from 'vue'
import { bureaus, definitions, heads, leavesOf } from './definitions'
import { server } from './session'
import { titleOf } from './words'
import type { Option } from '../parts/PickOne.vue'
import type { Key } from '../texts/zh'

export function usePickOptions(words: Texts<Key>) {
  const { said } = words
  const units = computed<Option[]>(() => {
    const first = new Set(bureaus.value.map((unit) => unit.code))
    const rest = (definitions.value?.units ?? []).filter((unit) => !first.has(unit.code))
    return [...bureaus.value, ...rest].map((unit) => ({ value: unit.code, label: said(unit.name), more: unit.code }))
  })
  const categories = computed<Option[]>(() =>
    heads.value.flatMap((head) => leavesOf(head.code).map((leaf) => ({ value: leaf.code, label: said(leaf.title), more: said(head.title) }))))
  const places = async (typed: string): Promise<Option[]> => {
    const { rows } = await answered(server.GET('/api/v1/places', { params: { query: { ...(typed ? { q: typed } : {}), limit: 12 } } }))
    return rows.map((row) => ({ value: row.code, label: said(row.name), more: said(row.place.street_name) }))
  }
  const cases = async (typed: string): Promise<Option[]> => {
    if (/^[A-Z]+-\d{6}-\d{5}-\d$/i.test(typed)) return [{ value: typed.toUpperCase(), label: typed.toUpperCase() }]
    if (!typed) return []
    const { rows } = await answered(server.GET('/api/v1/search', { params: { query: { q: typed, limit: 8 } } }))
    return rows.map((row) => ({ value: row.case_no, label: row.case_no, more: `${titleOf(row, words)} ${said(row.place.community_name)}` }))
  }
  const workers = (place: string) => async (typed: string): Promise<Option[]> => {
    const { rows } = await answered(server.GET('/api/v1/workers', { params: { query: { place } } }))
    return rows.filter((row) => row.name.includes(typed)).map((row) => ({ value: String(row.account), label: row.name, more: said(row.place_name) }))
  }
  return { units, categories, places, cases, workers }
}
