import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keptForm } from '../lib/formDrafts'
import { call } from './call'
import { register } from './register'

vi.mock('../lib/session', () => ({
  server: { POST: async () => ({ data: { case_no: 'HY-261122-00001-8', version: 1, receipt: 'r' }, response: new Response('{}') }) },
}))
vi.mock('../lib/act', () => ({ act: async () => { throw new Error('refused') } }))

beforeEach(() => {
  const shelf = new Map<string, string>()
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => shelf.get(key) ?? null,
    setItem: (key: string, text: string) => void shelf.set(key, text),
    removeItem: (key: string) => void shelf.delete(key),
  })
})
afterEach(() => vi.unstubAllGlobals())

test('an answer refused after the call was registered waits in the form of its case', async () => {
  const told = await register({ ...call, words: '路灯不亮', reply: '今晚检修' }, 'answer')
  expect(told.stopped).toBeInstanceOf(Error)
  expect(keptForm('HY-261122-00001-8', 'answer')).toEqual({ reply: '今晚检修' })
})

test('a dispatch that is refused keeps no answer', async () => {
  await register({ ...call, words: '路灯不亮', reply: '' }, 'dispatch')
  expect(keptForm('HY-261122-00001-8', 'answer')).toBeUndefined()
})
