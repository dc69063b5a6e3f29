import { beforeEach, expect, it, vi } from 'vitest'
import type * as Change from './change'

const server = vi.hoisted(() => ({ edition: 3, files: new Map([['a.csv', 'x\n'], ['b.csv', 'y\n']]), adopted: [] as string[][] }))
vi.mock('../../lib/session', () => ({ me: { value: { account: 7 } } }))
// The modules are read anew for each test, and with them the class of what is thrown.
const refused = async (status: number, code: string) => new (await import('@huiyin/api')).Problem('refused', status, { type: `urn:huiyin:problem:${code}` })
vi.mock('./change_api', () => ({
  listFiles: async () => ({ edition: server.edition, rows: [...server.files.keys()].map((path) => ({ path })) }),
  readFile: async (path: string) => {
    const text = server.files.get(path)
    if (text === undefined) throw await refused(404, 'unknown_thing')
    return { edition: server.edition, path, text }
  },
  sendChange: async (body: { edition: number; files: { path: string; text: string }[]; check_only: boolean }) => {
    if (body.edition !== server.edition) throw await refused(409, 'stale_version')
    const ok = !body.files.some((file) => file.text.includes('wrong'))
    if (ok && !body.check_only) {
      server.edition++
      for (const { path, text } of body.files) server.files.set(path, text)
    }
    return { ok, adopted: ok && !body.check_only, edition: server.edition, problems: ok ? [] : [{ file: 'a.csv', line: 1, field: '', detail: 'wrong' }], picture: '', stranded: [], stranded_count: 0, carried: {} }
  },
}))

const shelf = new Map<string, string>()
vi.stubGlobal('localStorage', { getItem: (key: string) => shelf.get(key) ?? null, setItem: (key: string, value: string) => shelf.set(key, value), removeItem: (key: string) => shelf.delete(key) })

// As after a reload: what was kept is all that is known.
async function opened(...paths: string[]): Promise<typeof Change> {
  vi.resetModules()
  const change = await import('./change')
  await change.needFiles(...paths)
  return change
}
beforeEach(() => {
  shelf.clear()
  server.edition = 3
  server.files = new Map([['a.csv', 'x\n'], ['b.csv', 'y\n']])
})

it('keeps what was changed through a reload, and forgets what was changed back', async () => {
  const first = await opened('a.csv', 'new.yaml')
  first.changeFile('a.csv', 'z\n')
  first.changeFile('new.yaml', 'n\n')
  const again = await opened('a.csv')
  expect(again.changedPaths.value).toEqual(['a.csv', 'new.yaml'])
  expect([again.textOf('a.csv'), again.baseOf('a.csv'), again.baseOf('new.yaml')]).toEqual(['z\n', 'x\n', ''])
  again.changeFile('a.csv', 'x\n')
  again.drop(['new.yaml'])
  expect(shelf.size).toBe(0)
})
it('takes steps back, and writing in one field is one step', async () => {
  const change = await opened('a.csv', 'b.csv')
  change.changeFile('a.csv', 'h\n', 'name')
  change.changeFile('a.csv', 'hi\n', 'name')
  change.change(new Map([['a.csv', 'q\n'], ['b.csv', 'q\n']]))
  change.undo()
  expect([change.textOf('a.csv'), change.textOf('b.csv')]).toEqual(['hi\n', 'y\n'])
  change.undo()
  expect([change.textOf('a.csv'), change.canUndo.value]).toEqual(['x\n', false])
  change.changeFile('a.csv', 'kept\n')
  change.drop()
  change.undo()
  expect(change.textOf('a.csv')).toBe('kept\n')
})
it('is checked, is stale after another edit, and is adopted only whole', async () => {
  const change = await opened('a.csv')
  change.changeFile('a.csv', 'wrong\n')
  expect((await change.check()).ok).toBe(false)
  expect([change.isCheckFresh.value, await change.adopt()]).toEqual([true, false])
  change.changeFile('a.csv', 'right\n')
  expect(change.isCheckFresh.value).toBe(false)
  expect(await change.adopt()).toBe(true)
  expect([change.changedPaths.value, change.changeState.edition.value, server.files.get('a.csv'), shelf.size]).toEqual([[], 4, 'right\n', 0])
})
it('loses nothing when somebody else was first', async () => {
  const change = await opened('a.csv')
  change.changeFile('a.csv', 'mine\n')
  server.edition = 4
  server.files.set('a.csv', 'theirs\n')
  await expect(change.check()).rejects.toMatchObject({ code: 'stale_version' })
  expect(change.changeState.isBehind.value).toBe(true)
  const now = await change.newestOf(['a.csv'])
  expect([now.edition, now.texts.get('a.csv'), change.textOf('a.csv'), change.baseOf('a.csv')]).toEqual([4, 'theirs\n', 'mine\n', 'x\n'])
  change.goOn(now.edition, now.texts, new Map([['a.csv', 'both\n']]))
  expect((await change.check()).ok).toBe(true)
  expect([change.changeState.isBehind.value, change.baseOf('a.csv'), change.textOf('a.csv')]).toEqual([false, 'theirs\n', 'both\n'])
})
it('finds a kept change behind as soon as it is opened again', async () => {
  (await opened('a.csv')).changeFile('a.csv', 'mine\n')
  server.edition = 9
  const again = await opened()
  await again.needList()
  expect([again.changeState.isBehind.value, again.textOf('a.csv')]).toEqual([true, 'mine\n'])
})
