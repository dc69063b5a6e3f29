import 'fake-indexeddb/auto'
import { webcrypto } from 'node:crypto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { shallowRef } from 'vue'

globalThis.crypto ??= webcrypto as Crypto
const person = (account: number) => ({ account, login: '', name: '', posts: [] })
const me = shallowRef(person(7))
vi.mock('./session', () => ({ me }))
const local = new Map<string, string>()
vi.stubGlobal('localStorage', {
  getItem: (name: string) => local.get(name) ?? null,
  setItem: (name: string, value: string) => void local.set(name, value),
  removeItem: (name: string) => void local.delete(name),
})

const { useWritten } = await import('./written')
const { empty, one } = await import('./storage')
const photo = (id: string) => ({ id, blob: new Blob([id]) })

beforeEach(async () => {
  local.clear()
  await empty('forms')
  me.value = person(7)
})

describe('what is half written', () => {
  it('has its words again after a reload that comes with the last key', () => {
    useWritten('A note').written.value.values = { note: '灯座进水' }
    expect(useWritten('A note').written.value.values).toEqual({ note: '灯座进水' })
  })
  it('has its photos again once they were put onto the shelf', async () => {
    useWritten('A note').written.value.photos = { photos: [photo('p')] }
    const after = useWritten('A note')
    expect(await after.ready).toBe(true)
    expect(after.written.value.photos.photos?.map(({ id }) => id)).toEqual(['p'])
  })
  it('does not lose a photo that was taken before the kept ones were read', async () => {
    useWritten('A note').written.value.photos = { photos: [photo('old')] }
    const after = useWritten('A note')
    after.written.value.photos = { photos: [photo('new')] }
    await after.ready
    expect(after.written.value.photos.photos?.map(({ id }) => id)).toEqual(['new'])
  })
  it('is one person\'s own', async () => {
    useWritten('A note').written.value.values = { note: '灯座进水' }
    me.value = person(8)
    const other = useWritten('A note')
    expect([other.written.value.values, await other.ready]).toEqual([{}, false])
  })
  it('is gone when it was sent, and what is written next is kept from its first key', async () => {
    const { written, clear } = useWritten('A note')
    written.value.values = { note: '第一件' }
    written.value.photos = { photos: [photo('p')] }
    const cleared = clear()
    written.value.values = { note: '第' }
    await cleared
    expect(await one('forms', '7 A note')).toBeUndefined()
    expect(useWritten('A note').written.value.values).toEqual({ note: '第' })
  })
})
