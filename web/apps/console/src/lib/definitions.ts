// What the site runs on (names of units, categories, streets), asked for once and then at hand everywhere.
import { answered, type Schemas, type Wording } from '@huiyin/api'
import { computed, shallowRef } from 'vue'
import { server } from './session'

export type Definitions = Schemas['DefinitionsView']
export type Unit = Definitions['units'][number]

const site = shallowRef<Definitions>()
let asked: Promise<void> | undefined

export function needDefinitions(): Promise<void> {
  asked ??= answered(server.GET('/api/v1/definitions'))
    .then((told) => { site.value = told })
    .catch((thrown: unknown) => {
      asked = undefined
      throw thrown
    })
  return asked
}

// Somebody has changed what the site runs on.
export function renewDefinitions(): Promise<void> {
  asked = undefined
  return needDefinitions()
}

export const definitions = site
const unitsByCode = computed(() => new Map((site.value?.units ?? []).map((unit) => [unit.code, unit])))
const categoriesByCode = computed(() => new Map((site.value?.categories ?? []).map((one) => [one.code, one])))

// Units that are sent cases by name; grids and communities get theirs by place and are found by searching.
export const bureaus = computed(() => (site.value?.units ?? []).filter((unit) => !['grid', 'community'].includes(unit.kind)))
export const heads = computed(() => (site.value?.categories ?? []).filter((one) => one.code.length === 2))
export const leavesOf = (head: string) =>
  (site.value?.categories ?? []).filter((one) => one.code.length > 2 && one.code.startsWith(head))
export const streets = computed(() => (site.value?.places ?? []).filter((place) => place.code.length === 9))

const bare = (code: string): Wording => ({ zh: code, en: code })
export const unitName = (code: string): Wording => unitsByCode.value.get(code)?.name ?? bare(code)
export const categoryTitle = (code: string): Wording => categoriesByCode.value.get(code)?.title ?? bare(code)
