import { describe, expect, it } from 'vitest'
import { kept } from '.'

const shelfOf = (held: Map<string, string>) => () => ({
  getItem: (name: string) => held.get(name) ?? null,
  setItem: (name: string, value: string) => void held.set(name, value),
  removeItem: (name: string) => void held.delete(name),
})

describe('a kept value', () => {
  it('is there again under its name, and gone when it was dropped', () => {
    const held = new Map<string, string>()
    kept<string[]>('a', shelfOf(held)).write(['灯'])
    expect(kept<string[]>('a', shelfOf(held)).read()).toEqual(['灯'])
    expect(kept<string[]>('b', shelfOf(held)).read()).toBeUndefined()
    kept('a', shelfOf(held)).drop()
    expect(held.size).toBe(0)
  })
  it('is nothing where something else lies', () => {
    expect(kept('a', shelfOf(new Map([['a', '{']]))).read()).toBeUndefined()
  })
  it('is not kept by a storage that refuses, and nobody is disturbed', () => {
    const refusing = kept('a', () => { throw new Error('forbidden') })
    refusing.write(1)
    refusing.drop()
    expect(refusing.read()).toBeUndefined()
  })
})
