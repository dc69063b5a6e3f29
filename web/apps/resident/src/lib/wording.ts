// The sentences that say who has a matter, by when, and what went wrong.
import type { CaseLine, Problem, Wording } from '@huiyin/api'
import { toneOf } from '@huiyin/design'
import { moment, type Texts } from '@huiyin/i18n'
import { isAnswered } from './programmes'
import type { Key } from '../texts/zh'

type Words = Texts<Key>
type Line = Pick<CaseLine, 'programme' | 'phase' | 'colour' | 'due_at' | 'state_wording' | 'settled_at'>

export function clockWord(line: Line, { t, said, language }: Words): string {
  if (line.phase !== 'open') return said(line.state_wording)
  const at = moment(line.due_at, language.value)
  if (line.due_at && !isAnswered(line.programme)) return t('clock.until', { at })
  switch (toneOf(line)) {
    case 'late': return t('clock.late', { at })
    case 'soon': return t('clock.soon', { at })
    case 'ontime': return t('clock.ontime', { at })
    default: return t('clock.waiting', { state: said(line.state_wording) })
  }
}

// The finest name of a place the reader may know.
export function placeName(place: { grid_name: Wording; community_name: Wording; street_name: Wording }, { said }: Words): string {
  return said(place.grid_name) || said(place.community_name) || said(place.street_name)
}

const kProblems = ['invalid_input', 'too_large', 'outside_district', 'too_many', 'unknown_case', 'signed_out', 'stale_version',
  'command_not_allowed', 'unreachable', 'failed'] as const

// What to do, in the reader's language; the server's own detail is for the log, its title where we have no better word.
export function problemWord(problem: Problem, { t }: Words): string {
  const known = kProblems.find((code) => code === problem.code)
  return known ? t(`problem.${known}`) : problem.title || t('problem.failed')
}
