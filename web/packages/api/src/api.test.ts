import { describe, expect, it } from 'vitest'
import { answered, Problem } from './problem'
import { Receipts } from './receipts'
import { newKey } from './once'
import { webcrypto } from 'node:crypto'

globalThis.crypto ??= webcrypto as Crypto // Node 18 has it under this name only

const refused = (status: number, body: unknown) =>
  answered(Promise.resolve({ error: body, response: new Response(null, { status }) })).then(
    () => undefined,
    (thrown: unknown) => thrown as Problem,
  )

describe('a problem', () => {
  it('keeps code and place of what the server said', async () => {
    const problem = await refused(400, { type: 'urn:huiyin:problem:invalid_input', title: 't', where: '/contact/phone' })
    expect(problem).toMatchObject({ fault: 'refused', code: 'invalid_input', status: 400 })
    expect(problem?.concerns('/contact')).toBe(true)
    expect(problem?.concerns('/con')).toBe(false)
  })
  it('is unreachable when the call never arrived, or only a gateway answered', async () => {
    const lost = await answered(Promise.reject(new TypeError('offline'))).catch((thrown: unknown) => thrown as Problem)
    expect((lost as unknown as Problem).fault).toBe('unreachable')
    expect((await refused(502, '<html>'))?.fault).toBe('unreachable')
    expect((await refused(500, ''))?.fault).toBe('failed')
  })
})

describe('receipts', () => {
  const shelf = () => {
    const kept = new Map<string, string>()
    return { getItem: (k: string) => kept.get(k) ?? null, setItem: (k: string, v: string) => void kept.set(k, v) }
  }
  const receipt = (caseNo: string, secret: string) =>
    ({ caseNo, receipt: secret, programme: 'snap_report', words: '', keptAt: '' })

  it('are one a case, newest first', () => {
    const receipts = new Receipts(shelf())
    for (const [no, secret] of [['A', '1'], ['B', '2'], ['A', '3']] as const) receipts.keep(receipt(no, secret))
    expect(receipts.all().map((kept) => kept.caseNo + kept.receipt)).toEqual(['A3', 'B2'])
    receipts.forget('A')
    expect(receipts.of('A')).toBeUndefined()
  })
  it('survive a shelf that holds something else', () => {
    const broken = shelf()
    for (const text of ['{', '7', '[null, {"x":1}]']) {
      broken.setItem('huiyin.receipts', text)
      expect(new Receipts(broken).all()).toEqual([])
    }
  })
})

it('keys never meet', () => {
  expect(new Set(Array.from({ length: 1000 }, newKey)).size).toBe(1000)
})
