import 'fake-indexeddb/auto'
import { webcrypto } from 'node:crypto'
import type { OfferView } from '@huiyin/api'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ref, shallowRef } from 'vue'

globalThis.crypto ??= webcrypto as Crypto

const me = shallowRef({ account: 7, login: 'dong', name: '董', posts: [] })
vi.mock('./session', async () => {
  const { connect } = await import('@huiyin/api')
  return {
    server: connect(() => 'zh-CN', 'http://huiyin.test'), me, expired: ref(false), reached: ref(true), clockBehindMs: ref(0),
    isKnown: async () => true, texts: { language: ref('zh') },
  }
})
const refreshed: string[] = []
vi.mock('./work', () => ({ sync: async () => undefined, refresh: async (caseNo: string) => void refreshed.push(caseNo) }))

interface Call { path: string; key: string | null; body: Record<string, unknown> }
vi.stubGlobal('navigator', { onLine: true })
let calls: Call[] = []
let answers: ((call: Call) => Response)[] = []
vi.stubGlobal('fetch', async (input: Request | string, init?: RequestInit) => {
  const request = typeof input === 'string' ? new Request(`http://huiyin.test${input}`, init) : input
  const body = request.headers.get('Content-Type')?.includes('json') ? ((await request.json()) as Record<string, unknown>) : {}
  const call = { path: new URL(request.url).pathname.replace('/api/v1', ''), key: request.headers.get('Idempotency-Key'), body }
  calls.push(call)
  const answer = answers.shift()
  if (!answer) throw new TypeError('no signal')
  return answer(call)
})

const { newDeed, newFinding, items, readItems, refusals, renewed, save, settled, waiting, dropItem } = await import('./queue')
const { sendWaiting } = await import('./send')
const { empty } = await import('./storage')

const wording = { zh: '', en: '' }
const offer = (command: string, needs_version = true, photos = false): OfferView => ({
  command, title: wording, choices: [], needs_version, needs_second_person: false,
  form: [{ field: 'note', kind: 'words', required: false, values: [], length_max: 100 },
    ...(photos ? [{ field: 'photos', kind: 'photos', required: false, values: [], length_max: 9 }] : [])],
})
const written = async (command: string, caseNo = 'A', more: { seen?: number; commutes?: boolean; after?: string } = {}) => {
  const deed = newDeed({
    caseNo, offer: offer(command, !more.commutes), values: { note: command }, photos: {}, after: more.after ?? '', programme: 'grid_finding',
    seen: more.seen ?? 3, state_seen: 'dispatched', wording_seen: wording, seenAt: '', state: 'waiting',
  })
  await save(deed)
  return deed
}
const finding = async (words: string) => {
  const one = newFinding({ values: { description: words }, photos: {}, title: wording, place: { code: '990101001001001' }, placeName: wording, state: 'waiting' })
  await save(one)
  return one
}
const moved = (version: number) => () => Response.json({ case_no: 'A', programme: 'grid_finding', state: 'x', state_wording: wording, version })
const opened = (caseNo: string) => () => Response.json({ case_no: caseNo, version: 1, similar: [] }, { status: 201 })
const refused = (code: string, status = 409) => () => new Response(JSON.stringify({ type: `urn:huiyin:problem:${code}`, title: code, status }), { status })

beforeEach(async () => {
  await empty('items')
  await readItems()
  calls = []
  answers = []
  refreshed.length = 0
})

describe('the queue', () => {
  it('goes in the order of writing, and each step from the version the one before led to', async () => {
    await written('sign')
    await written('start')
    await written('progress', 'A', { commutes: true })
    answers = [moved(4), moved(5), moved(6)]
    await sendWaiting()
    expect(calls.map((call) => [call.path, call.body.version])).toEqual([
      ['/cases/A/commands/sign', 3], ['/cases/A/commands/start', 4], ['/cases/A/commands/progress', undefined]])
    expect(waiting.value).toEqual([])
  })
  it('does not go past a version somebody else made', async () => {
    await written('progress', 'A', { commutes: true })
    await written('sign')
    answers = [moved(9), refused('stale_version')]
    await sendWaiting()
    expect(calls[1]?.body.version).toBe(3)
    expect(refusals.value.map((item) => item.refused?.code)).toEqual(['stale_version'])
  })
  it('repeats with the same key and the same words what may have arrived', async () => {
    const one = await finding('井盖松动')
    await sendWaiting()
    expect(waiting.value).toHaveLength(1)
    answers = [opened('B')]
    await sendWaiting()
    expect(calls.map((call) => call.key)).toEqual([one.key, one.key])
    expect(calls[0]?.body).toEqual(calls[1]?.body)
    expect(settled.value[0]?.caseNo).toBe('B')
  })
  it('says when something was found that could not be sent then', async () => {
    const found = new Date(Date.now() - 3600_000).toISOString()
    await save({ ...(await finding('井盖松动')), writtenAt: found })
    await finding('围栏断一根')
    answers = [opened('B'), opened('C')]
    await sendWaiting()
    expect(calls.map((call) => [call.body.description, call.body.occurred_at])).toEqual([['井盖松动', found], ['围栏断一根', undefined]])
  })
  it('gives what follows a finding its number', async () => {
    const one = await finding('井盖松动')
    await written('report_up', '', { after: one.key, seen: 0 })
    answers = [opened('B'), moved(2)]
    await sendWaiting()
    expect(calls[1]).toMatchObject({ path: '/cases/B/commands/report_up', body: { version: 1 } })
  })
  it('keeps what is refused, holds back what follows it, and lets other cases go on', async () => {
    await written('sign')
    await written('start')
    await written('sign', 'B')
    answers = [refused('stale_version'), moved(4)]
    await sendWaiting()
    expect(calls.map((call) => call.path)).toEqual(['/cases/A/commands/sign', '/cases/B/commands/sign'])
    expect(refusals.value.map((item) => item.caseNo)).toEqual(['A'])
    expect(waiting.value.map((item) => item.caseNo)).toEqual(['A'])
    expect(refreshed).toEqual(['A'])
  })
  it('sent again goes under another key from the version now seen, and takes along what waits behind it', async () => {
    const sign = await written('sign')
    await written('start')
    answers = [refused('stale_version')]
    await sendWaiting()
    await renewed(refusals.value[0]!, { seen: 8 })
    answers = [moved(9), moved(10)]
    await sendWaiting()
    expect(calls.slice(1).map((call) => call.body.version)).toEqual([8, 9])
    expect(calls[1]?.key).not.toBe(sign.key)
    expect(items.value.every((item) => item.state === 'sent')).toBe(true)
  })
  it('stops where there is no signal, where the server stumbles, and where the session ended', async () => {
    for (const answer of [() => { throw new TypeError('cut') }, () => new Response('', { status: 503 }), refused('too_many', 429), refused('signed_out', 401)]) {
      await empty('items')
      await readItems()
      await written('sign')
      await written('sign', 'B')
      calls = []
      answers = [answer]
      await sendWaiting()
      expect(calls).toHaveLength(1)
      expect(waiting.value).toHaveLength(2)
    }
  })
  it('sends photos before the words, once, whatever happens between', async () => {
    const deed = newDeed({
      caseNo: 'A', offer: offer('progress', false, true), values: {}, photos: { photos: [{ id: '1', blob: new Blob(['x'], { type: 'image/jpeg' }) }] }, after: '',
      programme: 'p', seen: 1, state_seen: '', wording_seen: wording, seenAt: '', state: 'waiting',
    })
    await save(deed)
    answers = [() => Response.json({ photo: 'K', width: 1, height: 1 }, { status: 201 })]
    await sendWaiting()
    answers = [moved(2)]
    await sendWaiting()
    expect(calls.map((call) => call.path)).toEqual(['/uploads', '/cases/A/commands/progress', '/cases/A/commands/progress'])
    expect(calls[2]?.body.photos).toEqual(['K'])
  })
  it('leaves alone what somebody else wrote on this phone, and what was dropped', async () => {
    await written('sign')
    await dropItem(await written('sign', 'B'))
    me.value = { ...me.value, account: 8 }
    await sendWaiting()
    me.value = { ...me.value, account: 7 }
    expect(calls).toEqual([])
    expect(settled.value.map((item) => item.state)).toEqual(['dropped'])
  })
})

it('a photo that went up too long ago goes up anew', async () => {
  const { isUp } = await import('./photos')
  const photo = { id: '1', blob: new Blob(), photo: 'K', sentAt: '2026-11-22T08:00:00Z' }
  expect(isUp(photo, Date.parse('2026-11-22T20:00:00Z'))).toBe(true)
  expect(isUp(photo, Date.parse('2026-11-23T08:00:00Z'))).toBe(false)
  expect(isUp({ id: '2', blob: new Blob() })).toBe(false)
})
