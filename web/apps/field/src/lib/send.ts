// Replays the queue: in the order of writing, one after the other a case. What the server refuses waits for a person and
// holds back only what follows it.
import { answered, asProblem, capabilities, Problem, type Schemas } from '@huiyin/api'
import { ref } from 'vue'
import { bodyOf } from './forms'
import { learnLead } from './lessons'
import { isUp, sendUp } from './photos'
import { followersOf, isHeld, items, readItems, save, waiting, type Deed, type Finding, type Item } from './queue'
import { clockBehindMs, expired, isKnown, me, reached, server } from './session'
import { refresh, sync } from './work'

export const kProgramme = 'grid_finding'
export const takesPhotos: boolean = capabilities.uploads
export const sending = ref(false)
// What is on its way just now: not to be changed any more.
export const onItsWay = ref('')

// Written a while ago: the server is told when it was, in the server's own time.
const kFreshMs = 60_000
const occurred = (item: Item) =>
  Date.now() - Date.parse(item.writtenAt) < kFreshMs ? {} : { occurred_at: new Date(Date.parse(item.writtenAt) + clockBehindMs.value).toISOString() }

async function photosOf(item: Item): Promise<Record<string, string[]>> {
  const sent: Record<string, string[]> = {}
  for (const [field, list] of Object.entries(item.photos)) {
    for (const photo of list) {
      if (isUp(photo)) continue
      await sendUp(photo, server)
      await save(item)
    }
    if (list.length) sent[field] = list.map((photo) => photo.photo!)
  }
  return sent
}

// The body is fixed with the first attempt: under one key the server takes one.
async function fixed(item: Item): Promise<Record<string, unknown>> {
  if (item.body) return item.body
  const photos = await photosOf(item)
  item.body = item.kind === 'finding'
    ? { programme: kProgramme, ...item.values, place: item.place, ...photos, ...occurred(item) }
    : { ...bodyOf(item.offer.form, item.values), ...choiceOf(item), ...photos, ...(item.offer.needs_version ? { version: item.seen } : {}), ...occurred(item) }
  await save(item)
  return item.body
}

const choiceOf = (deed: Deed) => (deed.offer.choices.length ? { choice: deed.values.choice } : {})

// The server has the pictures now; the phone keeps how many there were.
const done = (item: Item) => ({
  state: 'sent' as const, settledAt: new Date().toISOString(),
  photos: Object.fromEntries(Object.entries(item.photos).map(([field, list]) => [field, list.map((photo) => ({ ...photo, blob: new Blob() }))])),
})

// What was written on top of it goes on from the version it led to.
const lifted = (item: Item, seen: number | undefined, version: number, caseNo: string): Deed[] =>
  followersOf(item).map((deed) => ({ ...deed, caseNo, ...(seen === undefined || deed.seen === seen ? { seen: version, body: undefined } : {}) }))

async function open(finding: Finding): Promise<void> {
  const body = (await fixed(finding)) as Schemas['OpenInput']
  const opened = await answered(server.POST('/api/v1/cases', { params: { header: { 'Idempotency-Key': finding.key } }, body }))
  await save({ ...finding, ...done(finding), caseNo: opened.case_no, similar: opened.similar }, ...lifted(finding, undefined, opened.version, opened.case_no))
}

async function act(deed: Deed): Promise<void> {
  const body = (await fixed(deed)) as Schemas['CommandInput']
  const line = await answered(server.POST('/api/v1/cases/{case_no}/commands/{command}', {
    params: { path: { case_no: deed.caseNo, command: deed.offer.command }, header: { 'Idempotency-Key': deed.key } }, body,
  }))
  // Nobody else came in between.
  const unbroken = deed.offer.needs_version || line.version === deed.seen + 1
  await save({ ...deed, ...done(deed) }, ...(unbroken ? lifted(deed, deed.seen, line.version, deed.caseNo) : []))
  if (deed.offer.needs_version) await learnLead(deed, line)
}

// Too many at once, or a server that stumbled: the same as no signal.
const isForLater = (problem: Problem) => problem.fault !== 'refused' || problem.code === 'too_many' || problem.code === 'signed_out'

async function refuse(item: Item, problem: Problem): Promise<void> {
  const refused = { code: problem.code, status: problem.status, title: problem.title, detail: problem.message, where: problem.where }
  await save({ ...item, state: 'refused', refused })
  if (item.caseNo) await refresh(item.caseNo)
}

// Whether the next may be tried.
async function send(item: Item): Promise<boolean> {
  onItsWay.value = item.key
  try {
    await (item.kind === 'finding' ? open(item) : act(item))
    return true
  } catch (thrown) {
    const problem = asProblem(thrown)
    if (problem.fault === 'unreachable') reached.value = false
    if (isForLater(problem) || (problem.status === 403 && !(await isKnown()))) return false
    await refuse(item, problem)
    return true
  } finally {
    onItsWay.value = ''
  }
}

const next = (tried: ReadonlySet<string>) =>
  waiting.value.find((item) => !tried.has(item.key) && !isHeld(item, items.value))

async function sendAll(): Promise<boolean> {
  const tried = new Set<string>()
  let went = false
  for (let item = next(tried); item && !expired.value; item = next(tried)) {
    tried.add(item.key)
    if (!(await send(item))) return went
    went = true
  }
  return went
}

// One window of the app sends, not two.
async function alone(act: () => Promise<void>): Promise<void> {
  if ('locks' in navigator) await navigator.locks.request('huiyin-field-send', act)
  else await act()
}

let again = false

export async function sendWaiting(): Promise<void> {
  if (sending.value) {
    again = true
    return
  }
  if (!me.value || expired.value || !waiting.value.length) return
  sending.value = true
  try {
    await alone(async () => {
      await readItems()
      if ((await isKnown()) && (await sendAll())) await sync()
    })
  } finally {
    sending.value = false
  }
  if (again) {
    again = false
    await sendWaiting()
  }
}

const kRetryMs = 30_000

// When the signal is back, when the phone is looked at, and now and then while something waits.
export function keepSending(): void {
  const try_ = () => void sendWaiting()
  addEventListener('online', try_)
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') try_() })
  setInterval(() => { if (waiting.value.length && navigator.onLine) try_() }, kRetryMs)
  try_()
}
