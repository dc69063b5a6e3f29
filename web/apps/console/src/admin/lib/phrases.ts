// The site's own words, gathered from where they are defined.
import type { Wording } from '@huiyin/api'
import type { Lifecycle } from './lifecycles'
import type { Definitions } from '../../lib/definitions'

export const kKinds = ['programme', 'category', 'state', 'command', 'part', 'unit', 'place'] as const
export type Kind = (typeof kKinds)[number]
export interface Phrase { kind: Kind; code: string; zh: string; en: string }

const phrase = (kind: Kind, code: string, words: Wording | undefined): Phrase => ({ kind, code, zh: words?.zh ?? '', en: words?.en ?? '' })

export function phrasesOf(site: Pick<Definitions, 'programmes' | 'categories' | 'units' | 'places'>, lifecycles: readonly Lifecycle[]): Phrase[] {
  const all = [
    ...site.programmes.map((one) => phrase('programme', one.name, one.title)),
    ...site.categories.map((one) => phrase('category', one.code, one.title)),
    ...lifecycles.flatMap((cycle) => cycle.states.map((state) => phrase('state', `${cycle.name}.${state.name}`, state.wording))),
    ...lifecycles.flatMap((cycle) => cycle.moves.map((move) => phrase('command', `${cycle.name}.${move.name}`, move.title))),
    ...site.units.map((one) => phrase('unit', one.code, one.name)),
    ...site.places.map((one) => phrase('place', one.code, one.name)),
  ]
  // A lifecycle may write one command twice, for two ways of it: the same words are said once.
  return [...new Map(all.map((one) => [`${one.kind} ${one.code}`, one])).values()]
}
