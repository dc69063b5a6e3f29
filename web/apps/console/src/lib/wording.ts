// The sentences that say what went wrong, in the reader's language.
import type { Problem } from '@huiyin/api'
import type { Texts } from '@huiyin/i18n'
import type { Key } from '../texts/zh'

const kProblems = ['invalid_input', 'too_many', 'unreachable', 'failed'] as const

// What to do; the server's own words where it says more than we can.
export function problemWord(problem: Problem, { t }: Texts<Key>): string {
  if (problem.fault === 'refused' && problem.message && problem.code !== 'too_many') return problem.message
  const known = kProblems.find((code) => code === problem.code)
  return known ? t(`problem.${known}`) : problem.title || t('problem.failed')
}
