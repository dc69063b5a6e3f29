import { Problem, type OfferView, type TimelineEntry } from '@huiyin/api'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { DeskClaim, needsClaim, withoutClaims } from './claim'

const kMinuteMs = 60_000
const breath = () => vi.advanceTimersByTimeAsync(1_000)

// What was asked of the server, in order; `answer` stands for what it says to a claim.
function desk(answer: () => Promise<unknown> = async () => undefined) {
  const asked: string[] = []
  const claim = new DeskClaim({
    claim: (no) => { asked.push(`claim ${no}`); return answer() },
    release: async (no, isLeaving) => void asked.push(`${isLeaving ? 'leave' : 'release'} ${no}`),
    refused: (no) => void asked.push(`refused ${no}`),
  })
  return { asked, claim }
}

beforeEach(() => { vi.useFakeTimers() })

describe('a desk claims', () => {
  it('the case it works at, and lets it go when the work ends', async () => {
    const { asked, claim } = desk()
    claim.work('A')
    await breath()
    claim.work('')
    expect(asked).toEqual(['claim A', 'release A'])
  })
  it('nothing for what is opened and sent in one breath', async () => {
    const { asked, claim } = desk()
    for (const no of ['A', 'B', 'C']) {
      claim.work(no)
      claim.work('')
    }
    await breath()
    expect(asked).toEqual([])
  })
  it('nothing while the step is on its way; a refusal leaves it to be worked at', async () => {
    const { asked, claim } = desk()
    claim.work('A')
    claim.send()
    await breath()
    expect(asked).toEqual([])
    claim.goOn()
    await breath()
    expect(asked).toEqual(['claim A'])
  })
  it('one case at a time, also while an answer is under way', async () => {
    let answered = () => undefined as void
    const { asked, claim } = desk(() => new Promise<void>((resolve) => { answered = resolve }))
    claim.work('A')
    await breath()
    claim.work('B')
    answered()
    await breath()
    expect(asked).toEqual(['claim A', 'release A', 'claim B'])
  })
  it('again while somebody goes on writing, not while nobody does', async () => {
    const { asked, claim } = desk()
    claim.work('A')
    await breath()
    await vi.advanceTimersByTimeAsync(6 * kMinuteMs)
    expect(asked).toEqual(['claim A'])
    claim.write()
    claim.write()
    expect(asked).toEqual(['claim A', 'claim A'])
  })
  it('and never lets go of what has run out, or went with the step', async () => {
    const { asked, claim } = desk()
    claim.work('A')
    await breath()
    await vi.advanceTimersByTimeAsync(15 * kMinuteMs)
    claim.work('B')
    await breath()
    claim.forget('B')
    claim.work('')
    expect(asked).toEqual(['claim A', 'claim B'])
  })
})

it('a page that goes lets go; one that was only put aside claims anew', async () => {
  const { asked, claim } = desk()
  claim.work('A')
  await breath()
  claim.leave()
  claim.goOn()
  await breath()
  expect(asked).toEqual(['claim A', 'leave A', 'claim A'])
})
it('a page that goes while it claims lets go as well', async () => {
  const { asked, claim } = desk(() => new Promise(() => undefined))
  claim.work('A')
  await breath()
  claim.leave()
  expect(asked).toEqual(['claim A', 'leave A'])
})
it('a colleague who has it is told of, a lost call is not; the next word tries again', async () => {
  const { asked, claim } = desk(() => Promise.reject(asked.length === 1 ? new Problem('refused', 409, { type: 'urn:huiyin:problem:already_claimed' }) : new Problem('unreachable', 0)))
  claim.work('A')
  await breath()
  claim.write()
  await breath()
  expect(asked).toEqual(['claim A', 'refused A', 'claim A'])
})

describe('a step needs a claim', () => {
  const offer = (command: string, needs_version: boolean) => ({ command, needs_version }) as OfferView
  it('where it changes the case and the desk may claim it', () => {
    const offers = [offer('dispatch', true), offer('note', false), offer('claim', false), offer('release', false)]
    expect(['dispatch', 'note', ''].map((command) => needsClaim(command, offers))).toEqual([true, false, false])
  })
  it("and never a volunteer's claim of an order", () => {
    expect(needsClaim('claim', [offer('claim', true)])).toBe(false)
  })
})

it("the story of a case is told without its desks' claims, but with a volunteer's", () => {
  const entry = (kind: string, state: string) => ({ kind, state }) as TimelineEntry
  const told = withoutClaims([entry('accept', 'triage'), entry('claim', ''), entry('note', ''), entry('release', ''), entry('claim', 'claimed')])
  expect(told.map((one) => one.kind)).toEqual(['accept', 'note', 'claim'])
})
