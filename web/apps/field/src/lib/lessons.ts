// What the server offered last time in such a state, and where a command led: so that, without a signal, the step after the
// next can be written too. No rule is known here, only what was seen; the server has the last word when it is sent.
import type { CaseLine, CaseView, OfferView, Schemas, Wording } from '@huiyin/api'
import { shallowRef } from 'vue'
import type { Deed } from './queue'
import { one, put } from './storage'

export interface Step { state: string; wording: Wording }

interface Lessons {
  name: 'lessons'
  offers: Record<string, OfferView[]> // by programme and state
  leads: Record<string, Step> // by programme, state and command
  first: Record<string, Step> // by programme
}

const lessons = shallowRef<Lessons>({ name: 'lessons', offers: {}, leads: {}, first: {} })

export async function recallLessons(): Promise<void> {
  lessons.value = (await one<Lessons>('things', 'lessons')) ?? lessons.value
}

async function keep(change: Partial<Lessons>): Promise<void> {
  lessons.value = { ...lessons.value, ...change }
  await put('things', JSON.parse(JSON.stringify(lessons.value)) as Lessons)
}

export async function learnOffers(views: readonly CaseView[]): Promise<void> {
  const seen = views.map((view) => [`${view.programme} ${view.state}`, view.commands] as const)
  if (seen.length) await keep({ offers: { ...lessons.value.offers, ...Object.fromEntries(seen) } })
}

export async function learnLead(deed: Deed, line: CaseLine): Promise<void> {
  const lead = { [`${deed.programme} ${deed.state_seen} ${deed.offer.command}`]: { state: line.state, wording: line.state_wording } }
  await keep({ leads: { ...lessons.value.leads, ...lead } })
}

interface Drawn {
  states: { name: string; wording: Wording }[]
  moves: { name: string; title: Wording; from: string[]; by: string[]; form: OfferView['form']; choices: string[]; commutes: boolean; second_person: string }[]
}

// What a lifecycle lets the one who opened a case do first; what was seen at a case counts more.
export async function learnFirst(programme: string, lifecycle: Schemas['LifecycleView']): Promise<void> {
  const { states, moves } = lifecycle as unknown as Drawn
  const { initial } = lifecycle
  const wording = states.find((state) => state.name === initial)?.wording ?? { zh: '', en: '' }
  const offers = moves.filter((move) => move.from.includes(initial) && move.by.includes('lead')).map((move) => ({
    command: move.name, title: move.title, form: move.form, choices: move.choices, needs_version: !move.commutes, needs_second_person: move.second_person !== '',
  }))
  await keep({
    first: { ...lessons.value.first, [programme]: { state: initial, wording } },
    offers: { [`${programme} ${initial}`]: offers, ...lessons.value.offers },
  })
}

export const offersIn = (programme: string, state: string): OfferView[] => lessons.value.offers[`${programme} ${state}`] ?? []
export const firstStep = (programme: string): Step | undefined => lessons.value.first[programme]
export const ledTo = (programme: string, state: string, command: string): Step | undefined => lessons.value.leads[`${programme} ${state} ${command}`]
