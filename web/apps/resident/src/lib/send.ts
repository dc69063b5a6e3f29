// Sends drafts: now, or when the network is back. The draft's own key makes a repeat harmless.
import { answered, asProblem, capabilities, Problem, uploadPhoto, type Schemas } from '@huiyin/api'
import { ref } from 'vue'
import { allDrafts, dropDraft, saveDraft, type Draft } from './drafts'
import { receipts, server } from './session'

export const takesPhotos: boolean = capabilities.uploads

export type Opened = Schemas['Opened']

// Grows whenever a waiting draft was sent or given back: lists look again.
export const sendings = ref(0)

const placeOf = (draft: Draft) => ({
  ...(draft.place?.lat !== undefined ? { lat: draft.place.lat, lon: draft.place.lon } : {}),
  ...(draft.place?.code !== undefined ? { code: draft.place.code } : {}),
  ...(draft.address.trim() ? { address: draft.address.trim() } : {}),
})

// The evening of a date, in the offset this browser lives in.
function eveningOf(date: string): string {
  const at = new Date(`${date}T20:00:00`)
  const offset = -at.getTimezoneOffset()
  const two = (n: number) => String(Math.floor(Math.abs(n))).padStart(2, '0')
  return `${date}T20:00:00${offset < 0 ? '-' : '+'}${two(offset / 60)}:${two(offset % 60)}`
}

const bodyOf = (draft: Draft): Schemas['OpenInput'] => ({
  programme: draft.programme,
  description: draft.words.trim(),
  place: placeOf(draft),
  ...(draft.category ? { category: draft.category } : {}),
  ...(draft.phone.trim() ? { contact: { phone: draft.phone.trim() } } : {}),
  ...(draft.until ? { agreed_at: eveningOf(draft.until) } : {}),
  ...(draft.confidential ? { confidential: true } : {}),
  ...(draft.sent?.length ? { photos: [...draft.sent] } : {}),
})

// One after the other, each remembered when it has arrived: a broken connection repeats none of them.
async function sendPhotos(draft: Draft): Promise<Draft> {
  let sending = { ...draft, sent: [...(draft.sent ?? [])] }
  for (const photo of draft.photos.slice(sending.sent.length)) {
    sending = { ...sending, sent: [...sending.sent, await uploadPhoto(server, photo)] }
    await saveDraft(sending)
  }
  return sending
}

// A draft that waited for days finds its photos gone from the server: they are sent anew, once.
async function post(draft: Draft): Promise<Opened> {
  try {
    return await postAs(await sendPhotos(draft))
  } catch (thrown) {
    if (!draft.sent?.length || !asProblem(thrown).concerns('/photos')) throw thrown
    return postAs(await sendPhotos({ ...draft, sent: [] }))
  }
}

async function postAs(draft: Draft): Promise<Opened> {
  const opened = await answered(server.POST('/api/v1/cases', {
    params: { header: { 'Idempotency-Key': draft.key } },
    body: bodyOf(draft),
  }))
  receipts.keep({
    caseNo: opened.case_no, receipt: opened.receipt, programme: opened.programme,
    words: draft.words.trim().slice(0, 80), keptAt: new Date().toISOString(),
  })
  await dropDraft(draft)
  return opened
}

// Too many at once, or a server that stumbled: the same as no network, it is sent again by itself.
const isForLater = (problem: Problem) => problem.fault !== 'refused' || problem.code === 'too_many'

let isSomethingWaiting = false

// The case, or nothing when the draft now waits. What the server refuses is thrown and the draft goes on being written.
export async function sendDraft(draft: Draft): Promise<Opened | undefined> {
  await saveDraft({ ...draft, state: 'waiting' })
  try {
    return await post({ ...draft, state: 'waiting' })
  } catch (thrown) {
    const problem = asProblem(thrown)
    if (isForLater(problem)) {
      isSomethingWaiting = true
      return undefined
    }
    await saveDraft({ ...draft, state: 'writing' })
    throw problem
  }
}

// One after the other, stops at the first that does not get through.
async function sendAll(): Promise<void> {
  isSomethingWaiting = false
  for (const draft of (await allDrafts()).filter((kept) => kept.state === 'waiting').reverse()) {
    const sent = await sendDraft(draft).catch(() => 'given back' as const)
    if (sent === undefined) return
    sendings.value++
  }
}

let running = false
let again = false

// The network that comes back while the last attempt is still failing is not missed.
export async function sendWaiting(): Promise<void> {
  again = true
  if (running) return
  running = true
  try {
    while (again) {
      again = false
      await sendAll()
    }
  } finally {
    running = false
  }
}

const kRetryMs = 30_000

// When the network is back, when the page is looked at again, at the start, and now and then while something waits.
export function keepSending(): void {
  const attempt = () => void sendWaiting()
  addEventListener('online', attempt)
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') attempt() })
  setInterval(() => { if (isSomethingWaiting && navigator.onLine) attempt() }, kRetryMs)
  attempt()
}
