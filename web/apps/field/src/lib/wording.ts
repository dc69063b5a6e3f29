// The sentences that say how far, by when, and what went wrong.
import type { CaseView, Problem, Wording } from '@huiyin/api'
import { toneOf, type Tone } from '@huiyin/design'
import { moment, type Texts } from '@huiyin/i18n'
import { zh, type Key } from '../texts/zh'
import type { Item } from './queue'

type Words = Texts<Key>

const known = (key: string): key is Key => key in zh

// A word of the catalogue for a code, or the code as it stands: sites may have codes of their own.
export const coded = (key: string, code: string, { t }: Words): string => (known(key) ? t(key) : code)

export function metres(distance: number, { t }: Words): string {
  if (distance < 15) return t('far.here')
  return distance < 1000 ? t('far.m', { n: Math.round(distance / 10) * 10 }) : t('far.km', { n: (distance / 1000).toFixed(1) })
}

type Line = Pick<CaseView, 'phase' | 'colour' | 'due_at' | 'step_colour' | 'step_due_at' | 'state_wording'>

// The clock that runs out first: that of the step or that of the promise.
export function clockOf(line: Line): { tone: Tone; at: string | null } {
  const step = { phase: line.phase, colour: line.step_colour }
  const isStep = line.step_due_at !== null && line.step_due_at !== '' && (!line.due_at || line.step_due_at < line.due_at)
  return isStep ? { tone: toneOf(step), at: line.step_due_at } : { tone: toneOf(line), at: line.due_at }
}

export function clockWord(line: Line, { t, said, language }: Words): string {
  const { tone, at } = clockOf(line)
  if (tone === 'done') return said(line.state_wording)
  if (!at) return t('clock.none')
  return t(tone === 'late' ? 'clock.late' : 'clock.by', { at: soonOr(at, { t, language }) })
}

const dayOf = (at: Date, offset: string) => {
  const minutes = offset === 'Z' ? 0 : Number(`${offset[0]}1`) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6)))
  return new Date(at.getTime() + minutes * 60_000).toISOString().slice(0, 10)
}

// Today and tomorrow by their names, as the site counts its days.
export function soonOr(at: string, { t, language }: Pick<Words, 't' | 'language'>, now = new Date()): string {
  const offset = /(Z|[+-]\d\d:\d\d)$/.exec(at)?.[1] ?? 'Z'
  const date = at.slice(0, 10)
  const time = at.slice(11, 16)
  if (date === dayOf(now, offset)) return t('day.today', { time })
  if (date === dayOf(new Date(now.getTime() + 24 * 3600_000), offset)) return t('day.tomorrow', { time })
  return moment(at, language.value, now)
}

export const placeName = (place: { grid_name: Wording; community_name: Wording; street_name: Wording }, { said }: Words) =>
  said(place.grid_name) || said(place.community_name) || said(place.street_name)

export function itemTitle(item: Item, { said }: Words): string {
  if (item.kind === 'finding') return String(item.values.description ?? '') || said(item.title)
  return said(item.offer.title) || item.offer.command
}

export const itemWords = (item: Item) => {
  const words = ['reply', 'note', 'tried', 'reason_text', 'why', 'minutes', 'basis'].map((field) => item.values[field]).filter(Boolean)
  return words.join('；')
}

const kProblems = ['unreachable', 'failed', 'too_many', 'stale_version', 'command_not_allowed', 'not_your_role', 'outside_district',
  'unknown_case', 'invalid_input', 'signed_out', 'idempotency_reused'] as const

export function problemWord(problem: Pick<Problem, 'code' | 'title'>, { t }: Words): string {
  const code = kProblems.find((name) => name === problem.code)
  return code ? t(`problem.${code}`) : problem.title || t('problem.failed')
}

// Instants of this phone's own making stand in UTC: said in the phone's own time.
export function localMoment(instant: string, language: 'zh' | 'en'): string {
  const at = new Date(instant)
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString()
  return moment(local, language)
}
