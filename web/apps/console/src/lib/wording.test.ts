import { Problem } from '@huiyin/api'
import { createTexts } from '@huiyin/i18n'
import { expect, it } from 'vitest'
import { zh, type Key } from '../texts/zh'
import { problemSentence } from './wording'

const words = createTexts<Key>(zh, async () => zh)
const said = (code: string, more: { detail?: string; where?: string; title?: string } = {}) =>
  problemSentence(new Problem('refused', 409, { type: `urn:huiyin:problem:${code}`, ...more }), words)

it('speaks Chinese whatever the server says, and tells what to do', () => {
  expect(said('already_claimed', { detail: 'somebody else has this case on the desk' })).toBe(zh['problem.already_claimed'])
  expect(said('nobody_in_charge', { detail: 'no duty row decides' })).toBe(zh['problem.nobody_in_charge'])
})
it('names the rule that stands in the way', () => {
  expect(said('rule_not_met', { where: 'parties_in', detail: 'every unit taking part must be done or released first' })).toBe(zh['problem.rule.parties_in'])
  expect(said('rule_not_met', { where: '/form', detail: 'there is no earlier state to go back to' })).toBe(zh['problem.rule_not_met'])
})
it('tells a time that has passed from a field that is empty', () => {
  expect(said('invalid_input', { detail: 'an agreed date lies in the future' })).toBe(zh['problem.future'])
  expect(said('invalid_input', { detail: "'reason' is needed" })).toBe(zh['problem.needed'])
})
it('gives the title of a type it does not know', () => {
  expect(said('new_kind', { title: '新的情况' })).toBe('新的情况')
})
