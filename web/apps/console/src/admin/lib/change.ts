// The change somebody is at: files of the site as they are to be, kept in this browser until they are adopted or dropped.
// One change for all pages of the administration, so that a new unit and its duties are adopted together.
import { Problem } from '@huiyin/api'
import { kept } from '@huiyin/kept'
import { computed, ref, shallowReactive, shallowRef } from 'vue'
import { listFiles, readFile, sendChange, type Answer } from './change_api'
import { me } from '../../lib/session'

// `base`: what the file was in the edition the change was made on; undefined for a new file.
interface Part { base?: string | undefined; text: string }
type Texts = ReadonlyMap<string, string>

const kUndone = 100

const edition = ref(0)
const newest = shallowReactive(new Map<string, string | undefined>())
const parts = shallowReactive(new Map<string, Part>())
// What was before each step, and of what it was one: writing in one field is one step.
interface Step { of: string; texts: ReadonlyMap<string, string | undefined> }
const steps = shallowReactive<Step[]>([])
// What the server last said, and of which texts it said it.
const checked = shallowRef<{ answer: Answer; texts: Texts }>()
// Somebody else has adopted an edition since this change began.
const isBehind = ref(false)
const isKept = ref(true)

interface Index { edition: number; paths: string[] }
const shelf = <T>(path = '') => kept<T>(`huiyin.change.${me.value?.account ?? 0}${path && '.'}${path}`)

let recalled: number | undefined
function recall(): void {
  if (recalled === me.value?.account) return
  recalled = me.value?.account
  const index = shelf<Index>().read()
  edition.value = index?.edition ?? 0
  for (const path of index?.paths ?? []) {
    const part = shelf<Part>(path).read()
    if (part) parts.set(path, part)
  }
}

function keep(path: string): void {
  const part = parts.get(path)
  if (part) shelf<Part>(path).write(part)
  else shelf(path).drop()
  if (parts.size > 0) shelf<Index>().write({ edition: edition.value, paths: [...parts.keys()] })
  else shelf().drop()
  isKept.value = shelf<Part>(path).read()?.text === part?.text
}

// A file of the newest edition; undefined when there is no such file.
const told = (path: string) => readFile(path).catch((thrown: unknown) => {
  if (thrown instanceof Problem && thrown.code === 'unknown_thing') return undefined
  throw thrown
})

async function ask(path: string): Promise<string | undefined> {
  const file = await told(path)
  if (file && file.edition !== edition.value) renew(file.edition)
  return file?.text
}

function renew(now: number): void {
  if (parts.size > 0) {
    isBehind.value = true
    return
  }
  edition.value = now
  newest.clear()
  checked.value = undefined
}

export async function needFiles(...paths: string[]): Promise<void> {
  recall()
  await Promise.all(paths.filter((path) => !newest.has(path)).map(async (path) => newest.set(path, await ask(path))))
}

// The paths of the newest edition and of this change.
const listed = shallowRef<string[]>([])
export const paths = computed(() => [...new Set([...listed.value, ...parts.keys()])].sort())
export async function needList(): Promise<void> {
  recall()
  const list = await listFiles()
  listed.value = list.rows.map((row) => row.path)
  if (list.edition !== edition.value) renew(list.edition)
}

export const textOf = (path: string): string => parts.get(path)?.text ?? newest.get(path) ?? ''
export const baseOf = (path: string): string => (parts.get(path) ?? { base: newest.get(path) }).base ?? ''

function put(path: string, text: string | undefined): void {
  const base = parts.has(path) ? parts.get(path)?.base : newest.get(path)
  if (text === undefined || text === base) {
    newest.set(path, base)
    parts.delete(path)
  } else parts.set(path, { base, text })
  keep(path)
}

// Files as they are to be, in one step that can be taken back.
export function change(texts: Texts, of = ''): void {
  const before = new Map([...texts.keys()].map((path) => [path, parts.get(path)?.text]))
  for (const [path, text] of texts) put(path, text)
  if (of && steps.at(-1)?.of === of) return
  steps.push({ of, texts: before })
  if (steps.length > kUndone) steps.shift()
}
export const changeFile = (path: string, text: string, of = ''): void => change(new Map([[path, text]]), of)

export function undo(): void {
  for (const [path, text] of steps.pop()?.texts ?? []) put(path, text)
}
export const canUndo = computed(() => steps.length > 0)

export const changedPaths = computed(() => [...parts.keys()].sort())

export function drop(paths: readonly string[] = changedPaths.value): void {
  steps.push({ of: '', texts: new Map(paths.map((path) => [path, parts.get(path)?.text])) })
  for (const path of paths) put(path, undefined)
  checked.value = undefined
  // Of an edition that is not the newest any more nothing is left to keep.
  if (parts.size === 0 && isBehind.value) forget(0)
}

const send = (isTrial: boolean, texts: Texts) => sendChange({
  edition: edition.value, files: [...texts].map(([path, text]) => ({ path, text })), removed: [], check_only: isTrial,
})
const present = (): Texts => new Map([...parts].map(([path, part]) => [path, part.text]))

async function noted(isTrial: boolean): Promise<Answer> {
  const texts = present()
  try {
    const answer = await send(isTrial, texts)
    checked.value = { answer, texts }
    return answer
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.code === 'stale_version') isBehind.value = true
    throw thrown
  }
}

export const check = () => noted(true)

// True once it is adopted; else what stands against it is in `lastCheck`.
export async function adopt(): Promise<boolean> {
  const answer = await noted(false)
  if (!answer.adopted) return false
  forget(answer.edition)
  return true
}

function forget(now: number): void {
  for (const path of parts.keys()) {
    parts.delete(path)
    keep(path)
  }
  steps.splice(0)
  newest.clear()
  checked.value = undefined
  edition.value = now
  isBehind.value = false
}

// The check of the texts as they are now; a later change makes it one of before.
export const lastCheck = computed(() => checked.value?.answer)
export const isCheckFresh = computed(() => {
  const of = checked.value?.texts
  return of !== undefined && of.size === parts.size && [...parts].every(([path, part]) => of.get(path) === part.text)
})
// The file the last check's line numbers speak of.
export const checkedText = (path: string): string => checked.value?.texts.get(path) ?? textOf(path)

// What the newest edition has of the files this change is about, and its number.
export async function newestOf(paths: readonly string[]): Promise<{ edition: number; texts: Map<string, string | undefined> }> {
  let now = edition.value
  const texts = new Map<string, string | undefined>()
  for (const path of paths) {
    const file = await told(path)
    texts.set(path, file?.text)
    now = file?.edition ?? now
  }
  return { edition: now, texts }
}

// The change goes on upon the newest edition, with these texts.
export function goOn(now: number, theirs: ReadonlyMap<string, string | undefined>, mine: Texts): void {
  steps.splice(0)
  newest.clear()
  edition.value = now
  isBehind.value = false
  checked.value = undefined
  for (const [path, text] of mine) {
    const base = theirs.get(path)
    newest.set(path, base)
    if (text === base) parts.delete(path)
    else parts.set(path, { base, text })
    keep(path)
  }
}

export const changeState = { edition, isBehind, isKept }
