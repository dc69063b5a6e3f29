import 'fake-indexeddb/auto'
import { webcrypto } from 'node:crypto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Draft } from './drafts'

globalThis.crypto ??= webcrypto as Crypto

const shelf = new Map<string, string>()
vi.mock('./session', async () => {
  const { connect, Receipts } = await import('@huiyin/api')
  return {
    server: connect(() => 'zh-CN', 'http://huiyin.test'),
    receipts: new Receipts({ getItem: (k) => shelf.get(k) ?? null, setItem: (k, v) => void shelf.set(k, v) }),
  }
})

// What the server answers next, and the keys it was sent.
let answers: (() => Response)[] = []
let keys: (string | null)[] = []
let uploads = 0
let named: unknown[] = []
vi.stubGlobal('fetch', async (request: Request) => {
  const isUpload = request.url.endsWith('/uploads')
  if (isUpload) uploads++
  else {
    keys.push(request.headers.get('Idempotency-Key'))
    named.push(((await request.clone().json()) as { photos?: unknown }).photos)
  }
  const answer = answers.shift()
  if (!answer) throw new TypeError('no network')
  return answer()
})
const local = new Map<string, string>()
vi.stubGlobal('localStorage', {
  getItem: (name: string) => local.get(name) ?? null,
  setItem: (name: string, value: string) => void local.set(name, value),
  removeItem: (name: string) => void local.delete(name),
})
const drafts = await import('./drafts')
const { sendDraft, sendWaiting } = await import('./send')

const opened = () => Response.json({ case_no: 'MC-1', receipt: 'R', programme: 'snap_report' }, { status: 201 })
const refused = () =>
  new Response(JSON.stringify({ type: 'urn:huiyin:problem:invalid_input', title: 't', status: 400, where: '/contact/phone' }),
    { status: 400, headers: { 'Content-Type': 'application/problem+json' } })
const kept = (photo: string) => () => Response.json({ photo }, { status: 201 })
const gone = () =>
  new Response(JSON.stringify({ type: 'urn:huiyin:problem:invalid_input', title: 't', status: 400, where: '/photos' }),
    { status: 400, headers: { 'Content-Type': 'application/problem+json' } })
const written = async (words: string): Promise<Draft> => {
  const draft = { ...drafts.newDraft('snap_report'), words }
  await drafts.saveDraft(draft)
  return draft
}

beforeEach(async () => {
  for (const draft of await drafts.allDrafts()) await drafts.dropDraft(draft)
  shelf.clear()
  local.clear()
  answers = []
  keys = []
  uploads = 0
  named = []
})

describe('a draft', () => {
  it('has its words again after a reload that comes with the last key, and its photos when they were put away', async () => {
    const draft = { ...drafts.newDraft('snap_report'), words: '路灯', photos: [new Blob(['a'])] }
    await drafts.saveDraft(draft)
    drafts.keepWords({ ...draft, words: '路灯不亮' })
    expect(await drafts.draftBeingWritten('snap_report')).toMatchObject({ key: draft.key, words: '路灯不亮', photos: [expect.any(Blob)] })
  })
  it('that was sent leaves its place to the next', async () => {
    const draft = await written('路灯不亮')
    drafts.keepWords({ ...drafts.newDraft('snap_report'), words: '井盖' })
    answers = [opened]
    await sendDraft(draft)
    expect(await drafts.draftBeingWritten('snap_report')).toMatchObject({ words: '井盖' })
  })
  it('is there again after a reload', async () => {
    const draft = await written('路灯不亮')
    expect(await drafts.draftBeingWritten('snap_report')).toMatchObject({ key: draft.key, words: '路灯不亮' })
  })
  it('waits when there is no network, and is sent once by its own key when there is', async () => {
    const draft = await written('积水')
    expect(await sendDraft(draft)).toBeUndefined()
    expect((await drafts.draftOf(draft.key))?.state).toBe('waiting')
    answers = [opened]
    await Promise.all([sendWaiting(), sendWaiting()])
    expect(keys).toEqual([draft.key, draft.key])
    expect(await drafts.allDrafts()).toEqual([])
    expect(shelf.get('huiyin.receipts')).toContain('"receipt":"R"')
  })
  it('goes when the network comes back while the last attempt is still failing', async () => {
    const draft = await written('积水')
    await drafts.saveDraft({ ...draft, state: 'waiting' })
    answers = [() => { answers = [opened]; void sendWaiting(); throw new TypeError('no network') }]
    await sendWaiting()
    expect([keys, await drafts.allDrafts()]).toEqual([[draft.key, draft.key], []])
  })
  it('goes on being written when the server refuses it, with nothing lost', async () => {
    const draft = await written('噪声')
    answers = [refused]
    await expect(sendDraft(draft)).rejects.toMatchObject({ code: 'invalid_input', where: '/contact/phone' })
    expect(await drafts.draftBeingWritten('snap_report')).toMatchObject({ words: '噪声' })
  })
  it('waits through a server that stumbles', async () => {
    const draft = await written('停电')
    answers = [() => new Response('', { status: 503 })]
    expect(await sendDraft(draft)).toBeUndefined()
    expect((await drafts.draftOf(draft.key))?.state).toBe('waiting')
  })
  it('sends its photos first, each once however often the network goes', async () => {
    const draft = { ...(await written('路面塌陷')), photos: [new Blob(['a']), new Blob(['b'])] }
    answers = [kept('k1')]
    expect(await sendDraft(draft)).toBeUndefined()
    answers = [kept('k2'), opened]
    await sendWaiting()
    expect(uploads).toBe(3) // the second was under way when the network went
    expect(named).toEqual([['k1', 'k2']])
    expect(await drafts.allDrafts()).toEqual([])
  })
  it('sends photos anew that waited too long for their words', async () => {
    const draft = { ...(await written('路面塌陷')), photos: [new Blob(['a'])], sent: ['old'] }
    answers = [gone, kept('new'), opened]
    expect(await sendDraft(draft)).toMatchObject({ case_no: 'MC-1' })
    expect(named).toEqual([['old'], ['new']])
  })
})
