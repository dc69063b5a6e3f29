import { beforeAll, expect, it } from 'vitest'

beforeAll(() => { (globalThis as { sessionStorage?: unknown }).sessionStorage = { getItem: () => null, setItem: () => undefined } })

it('takes the number from the address, however the phone system writes it, and nothing but a number', async () => {
  const { call, numberIn, takeNumber } = await import('./call')
  takeNumber(numberIn('138 0000-1234', ''))
  expect(call.phone).toBe('13800001234')
  takeNumber(numberIn(undefined, '#number=13900005678'))
  expect(call.phone).toBe('13900005678')
  takeNumber(numberIn('<script>', ''))
  expect(call.phone).toBe('13900005678')
})
it('registers what was said and leaves out what was not', async () => {
  const { newCall, openingOf } = await import('./call')
  expect(openingOf({ ...newCall(), words: ' 路灯不亮 ' })).toEqual({ programme: 'hotline_call', channel: 'phone', description: '路灯不亮', type: 'help' })
})
