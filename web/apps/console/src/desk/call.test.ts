import { beforeAll, beforeEach, describe, expect, it } from 'vitest'

type Desk = typeof import('./call')
let desk: Desk
beforeAll(async () => {
  (globalThis as { sessionStorage?: unknown }).sessionStorage = { getItem: () => null, setItem: () => undefined }
  desk = await import('./call')
})
beforeEach(() => {
  desk.call.waiting = ''
  desk.newCall()
  desk.aside.splice(0)
})

it('takes the number from the address, however the phone system writes it, and nothing but a number', () => {
  const handed = (query: Record<string, unknown>, hash = '') => {
    desk.takeNumber(desk.numberIn(query, hash))
    return desk.call.phone
  }
  expect(handed({ number: '138 0000-1234' })).toBe('13800001234')
  expect(handed({ phone: '13700001234' })).toBe('13700001234')
  expect(handed({}, '#number=13900005678')).toBe('13900005678')
  expect(handed({}, '#phone=13600005678')).toBe('13600005678')
  expect(handed({ number: '<script>' })).toBe('13600005678')
})

describe('another call that comes while one is written', () => {
  beforeEach(() => Object.assign(desk.call, { phone: '13800000001', words: '路灯不亮' }))
  it('waits: what one caller said never gets the number of another', () => {
    desk.takeNumber('13900000002')
    expect([desk.call.phone, desk.call.waiting]).toEqual(['13800000001', '13900000002'])
    desk.newCall()
    expect([desk.call.phone, desk.call.words, desk.call.waiting]).toEqual(['13900000002', '', ''])
  })
  it('is taken at once by putting the first aside, which is taken up again as it was', () => {
    desk.takeNumber('13900000002')
    desk.putAside()
    expect([desk.call.phone, desk.call.words]).toEqual(['13900000002', ''])
    desk.takeUp(0)
    expect([desk.call.phone, desk.call.words]).toEqual(['13800000001', '路灯不亮'])
    expect(desk.aside.map((one) => one.phone)).toEqual(['13900000002'])
  })
  it('may be the same caller', () => {
    desk.takeNumber('13900000002')
    desk.isSameCaller()
    expect([desk.call.phone, desk.call.words, desk.call.waiting]).toEqual(['13900000002', '路灯不亮', ''])
  })
})

it('registers what was said and leaves out what was not', () => {
  desk.call.words = ' 路灯不亮 '
  expect(desk.openingOf(desk.call)).toEqual({ programme: 'hotline_call', channel: 'phone', description: '路灯不亮', type: 'help' })
})
