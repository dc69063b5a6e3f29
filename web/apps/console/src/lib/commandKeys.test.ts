import type { OfferView } from '@huiyin/api'
import { expect, it } from 'vitest'
import { layout } from './commandKeys'

const offers = (...commands: string[]) => commands.map((command) => ({ command }) as OfferView)

it('gives every command a key of its own, and none of the page; a known key never means another step', () => {
  const laid = layout(offers('triage', 'answer', 'dispatch', 'refuse', 'transfer', 'merge', 'link', 'endorse', 'remind', 'note', 'attach', 'amend',
    'redact', 'renew_receipt', 'keep_confidential', 'party.add', 'unheard_of'), '0106')
  const all = [laid.first, ...laid.main, ...laid.side].map((one) => one?.key)
  expect(new Set(all).size).toBe(17)
  expect(layout(offers('unheard_of', 'assign_it'), '').main.some((one) => one.key !== '' && 'adeinst'.includes(one.key))).toBe(false)
  expect(all.some((key) => !key || ['j', 'k', 'x', '?', '/'].includes(key))).toBe(false)
})
it('puts the likeliest step first; without a category it is to find one', () => {
  expect(layout(offers('triage', 'answer', 'dispatch'), '0106').first?.offer.command).toBe('dispatch')
  expect(layout(offers('triage', 'answer', 'dispatch'), '9999').first?.offer.command).toBe('triage')
})
it('shows a command it has never heard of', () => {
  expect(layout(offers('unheard_of'), '').main.map((one) => one.offer.command)).toEqual(['unheard_of'])
})
