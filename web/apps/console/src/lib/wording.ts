// The sentences that say what went wrong, in the reader's language.
import type { Problem } from '@huiyin/api'
import type { Texts } from '@huiyin/i18n'
import type { Key } from '../texts/zh'

const kProblems = ['invalid_input', 'stale_version', 'command_not_allowed', 'not_your_role', 'already_claimed', 'unknown_case', 'outside_district', 'too_many',
  'unreachable', 'failed'] as const

// What to do. Where the server's own sentence says more than a code can, it stands behind ours.
export function problemWord(problem: Problem, { t, language }: Texts<Key>): string {
  if (problem.code === 'invalid_input' && /is needed|needs a choice/.test(problem.message)) return t('problem.needed')
  const known = kProblems.find((code) => code === problem.code)
  const ours = known ? t(`problem.${known}`) : problem.title || t('problem.failed')
  const says = problem.code === 'invalid_input' && language.value === 'en' ? problem.message : ''
  return says ? `${ours} (${says})` : ours
}
