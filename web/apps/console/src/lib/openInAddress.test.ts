import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openedAt, steadily } from './openInAddress'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

it('writes the first at once, one in a while after it, and the last always', () => {
  const written: number[] = []
  const { tell } = steadily((n: number) => written.push(n), 100)
  tell(1)
  expect(written).toEqual([1])
  for (let n = 2; n <= 50; n++) tell(n)
  vi.advanceTimersByTime(100)
  expect(written).toEqual([1, 50])
  vi.advanceTimersByTime(100)
  tell(51)
  expect(written).toEqual([1, 50, 51])
})
it('lets go what belonged to another address', () => {
  const written: number[] = []
  const { tell, forget } = steadily((n: number) => written.push(n), 100)
  tell(1)
  tell(2)
  forget()
  vi.advanceTimersByTime(200)
  expect(written).toEqual([1])
})
it('keeps the rest of the address', () => {
  expect(openedAt('/queue?tab=dispatch&case=A&street=990102002', 'B')).toBe('/queue?tab=dispatch&case=B&street=990102002')
  expect(openedAt('/whistles', 'B')).toBe('/whistles?case=B')
})
