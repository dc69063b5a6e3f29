// The sentences that say what went wrong, in the reader's language.
import type { Problem } from '@huiyin/api'
import type { Texts } from '@huiyin/i18n'
import { zh, type Key } from '../texts/zh'

// What to do about it, by the problem's type; where a rule of the lifecycle stands in the way, by that rule. The server's own
// sentence, which may know more, stands behind ours (ProblemNote).
export function problemSentence(problem: Problem, { t }: Texts<Key>): string {
  if (problem.code === 'invalid_input' && /is needed|needs a choice/.test(problem.detail)) return t('problem.needed')
  if (problem.code === 'invalid_input' && /in the future/.test(problem.detail)) return t('problem.future')
  const rule = `problem.rule.${problem.where}`
  if (problem.code === 'rule_not_met' && rule in zh) return t(rule as Key)
  const known = `problem.${problem.code}`
  return known in zh ? t(known as Key) : problem.title || t('problem.failed')
}

// In one line, for a field or a row.
export function problemWord(problem: Problem, words: Texts<Key>): string {
  const ours = problemSentence(problem, words)
  const says = problem.code === 'invalid_input' && words.language.value === 'en' ? problem.detail : ''
  return says ? `${ours} (${says})` : ours
}
