// My work as it was last read, kept in the phone: the cases of my posts, the ground they lie on, the names of the site.
import { answered, asProblem, capabilities, type CaseLine, type CaseView, type Schemas, type Wording } from '@huiyin/api'
import { computed, ref, shallowRef, watch } from 'vue'
import { gridOf, middleOf, walkingOrder, type Grid, type Point } from './ground'
import { learnFirst, learnOffers, recallLessons } from './lessons'
import { hints } from './hints'
import { here } from './position'
import { openItemsOf } from './queue'
import { expired, isKnown, me, server, units } from './session'
import { all, drop, empty, one, put, putAll } from './storage'

export type Kept = CaseView & { readAt: string }

export interface Site {
  name: 'site'
  categories: { code: string; title: Wording; precision: string }[]
  units: { code: string; name: Wording }[]
  programmes: { name: string; lifecycle: string; title: Wording; opened_by: string[] }[]
  edition: number
  readAt: string
}

export const cases = shallowRef<Kept[]>([])
export const site = shallowRef<Site>()
export const grids = shallowRef<Grid[]>([])
// Spots people know by name, where rounds check in.
export const fixedPoints = shallowRef<Schemas['PointLine'][]>([])
export const syncedAt = ref('')
export const syncing = ref(false)

const kAtOnce = 4
const kCasesMost = 150
const kSiteForMs = 10 * 60_000
const kCaseForMs = 10 * 60_000

export async function recallWork(): Promise<void> {
  const [kept, told, ground, points, sync] = await Promise.all([
    all<Kept>('cases'), one<Site>('things', 'site'), one<{ grids: Grid[] }>('things', 'ground'), one<Points>('things', 'points'),
    one<{ at: string }>('things', 'synced'), recallLessons(),
  ]).catch(() => [[], undefined, undefined, undefined, undefined] as const)
  cases.value = [...kept]
  site.value = told
  grids.value = ground?.grids ?? []
  fixedPoints.value = points?.rows ?? []
  pointsReadAt = points?.readAt ?? ''
  syncedAt.value = sync?.at ?? ''
}

// Somebody else took the phone, or its owner signed out: the cases go, what was written stays.
export async function forgetWork(): Promise<void> {
  await Promise.all([empty('cases'), drop('things', 'ground'), drop('things', 'points'), drop('things', 'synced')])
  cases.value = []
  grids.value = []
  fixedPoints.value = []
  pointsReadAt = ''
  syncedAt.value = ''
}

// --- what is mine ---------------------------------------------------------------------------------------------------------
export const partsOf = (view: CaseView) => view.parties.filter((party) =>
  !party.settled && (units.value.has(party.unit.code) || (party.account !== 0 && party.account === me.value?.account)))
// With me now: at my unit, given to me, or a part of it is ours. What I sent on waits for others.
const isMine = (view: CaseView) => units.value.has(view.holder.code)
  || (me.value !== undefined && view.assignee === me.value.account) || partsOf(view).length > 0

const middles = computed(() => new Map(grids.value.map((grid) => [grid.code, middleOf(grid)])))
// The point of a case, or the middle of its grid where no point may be read.
export const pointOf = (view: CaseView): Point | undefined => view.point ?? middles.value.get(view.place.grid)

const inOrder = (wanted: (view: CaseView) => boolean) =>
  computed(() => walkingOrder(cases.value.filter((view) => view.phase === 'open' && wanted(view)), pointOf, here.value))
export const myWork = inOrder(isMine)
export const nearby = inOrder((view) => !isMine(view))
export const caseOf = (caseNo: string) => cases.value.find((view) => view.case_no === caseNo)
export const myGrids = computed(() => {
  const places = (me.value?.posts ?? []).map((post) => post.place).filter(Boolean)
  return grids.value.filter((grid) => places.some((place) => grid.code.startsWith(place)))
})

// --- reading --------------------------------------------------------------------------------------------------------------
async function readSite(): Promise<void> {
  if (site.value && Date.now() - Date.parse(site.value.readAt) < kSiteForMs) return
  const told = await answered(server.GET('/api/v1/definitions'))
  const programmes = told.programmes as unknown as Site['programmes']
  site.value = { name: 'site', categories: told.categories, units: told.units, programmes, edition: told.site.edition, readAt: new Date().toISOString() }
  await put('things', site.value)
  const finding = programmes.find((programme) => programme.opened_by.includes('grid_worker') && programme.name === kFinding)
  if (finding) await learnFirst(finding.name, (await answered(server.GET('/api/v1/definitions/lifecycles/{name}', { params: { path: { name: finding.lifecycle } } }))) as Schemas['LifecycleView'])
}

export const kFinding = 'grid_finding'
// Whether one of my posts may write down what it finds.
export const mayFind = computed(() => {
  const roles = new Set((me.value?.posts ?? []).map((post) => post.role as string))
  return site.value?.programmes.find((programme) => programme.name === kFinding)?.opened_by.some((role) => roles.has(role)) ?? false
})

const kGroundMost = 8
const mapUnder = async (place: string) =>
  (await answered(server.GET('/api/v1/places/map', { params: { query: { under: place } } }))).features as unknown as Parameters<typeof gridOf>[0][]

// The ground of the places of my posts, and of the communities where my cases lie.
async function readGround(): Promise<void> {
  const places = [...(me.value?.posts ?? []).map((post) => post.place.slice(0, 12)), ...myWork.value.map((view) => view.place.community)]
  const isThere = (place: string) => grids.value.some((grid) => grid.code.startsWith(place))
  const under = [...new Set(places.filter((place) => place && !isThere(place)))].filter((place, _, wanted) => !wanted.some((other) => other !== place && place.startsWith(other)))
  if (!under.length) return
  const maps = await Promise.all(under.slice(0, kGroundMost).map(mapUnder))
  grids.value = [...grids.value, ...maps.flat().map(gridOf)]
  await put('things', { name: 'ground', grids: grids.value })
}

interface Points { name: 'points'; rows: Schemas['PointLine'][]; readAt: string }
let pointsReadAt = ''

// A place with more points than anybody walks is refused: its round goes by the grids.
const pointsUnder = async (under: string) =>
  (await answered(server.GET('/api/v1/places/points', { params: { query: { under } } })).catch((thrown: unknown) => {
    if (asProblem(thrown).fault === 'refused') return { rows: [] }
    throw thrown
  })).rows

// The fixed points of the places of my posts.
async function readPoints(): Promise<void> {
  if (pointsReadAt && Date.now() - Date.parse(pointsReadAt) < kSiteForMs) return
  const places = [...new Set((me.value?.posts ?? []).map((post) => post.place).filter(Boolean))]
  const lists = await Promise.all(places.map(pointsUnder))
  fixedPoints.value = [...new Map(lists.flat().map((point) => [point.code, point])).values()]
  pointsReadAt = new Date().toISOString()
  await put('things', { name: 'points', rows: fixedPoints.value, readAt: pointsReadAt })
}

const page = async (post: number) =>
  (await answered(server.GET('/api/v1/cases', { params: { query: { phase: 'open', order: 'due', limit: 200, post } } }))).rows

async function lines(): Promise<CaseLine[]> {
  // A post may have no cases at all (an editor's): it shows none.
  const pages = await Promise.all((me.value?.posts ?? []).map((_, post) => page(post).catch((thrown: { code?: string }) => {
    if (thrown.code === 'not_your_role') return []
    throw thrown
  })))
  return [...new Map(pages.flat().map((line) => [line.case_no, line])).values()].slice(0, kCasesMost)
}

const read = async (caseNo: string): Promise<Kept> => ({
  ...(await answered(server.GET('/api/v1/cases/{case_no}', { params: { path: { case_no: caseNo } } }))), readAt: new Date().toISOString(),
})

// What may be done can change with the time alone: nothing is believed for long.
function hasMoved(line: CaseLine): boolean {
  const kept = caseOf(line.case_no)
  return !kept || kept.version !== line.version || kept.colour !== line.colour || kept.step_colour !== line.step_colour
    || Date.now() - Date.parse(kept.readAt) > kCaseForMs
}

// The case somebody looks at.
export const looked = ref('')
// Looked at or still written about: it stays in sight, wherever it has gone.
const isNeeded = (view: Kept) => view.case_no === looked.value || openItemsOf(view.case_no).length > 0

async function readCases(): Promise<void> {
  const listed = await lines()
  const wanted = new Set(listed.map((line) => line.case_no))
  const left = cases.value.filter((view) => !wanted.has(view.case_no))
  const needed = left.filter(isNeeded).map((view) => view.case_no)
  const moved = [...listed.filter(hasMoved).map((line) => line.case_no), ...needed]
  const anew: Kept[] = []
  for (let at = 0; at < moved.length; at += kAtOnce) anew.push(...(await Promise.all(moved.slice(at, at + kAtOnce).map(read))))
  await Promise.all(left.filter((view) => !isNeeded(view)).map((view) => drop('cases', view.case_no)))
  await putAll('cases', anew)
  const views = [...wanted, ...needed].map((caseNo) => anew.find((view) => view.case_no === caseNo) ?? caseOf(caseNo)!)
  cases.value = [...views, ...cases.value.filter((view) => isNeeded(view) && !views.some((one) => one.case_no === view.case_no))]
  await learnOffers(anew.filter(isMine))
}

// One case anew: after a hint, a refusal, or because somebody looks at it.
export async function refresh(caseNo: string): Promise<void> {
  const view = await read(caseNo).catch(() => undefined)
  if (!view) return
  await put('cases', view)
  cases.value = [...cases.value.filter((kept) => kept.case_no !== caseNo), view]
  if (view.phase === 'open' && isMine(view)) await learnOffers([view])
}

let again = false

export async function sync(): Promise<void> {
  again = syncing.value
  if (again || !me.value || expired.value) return
  syncing.value = true
  try {
    if (!(await isKnown())) return
    await readSite()
    await readCases()
    await readGround()
    await readPoints()
    syncedAt.value = new Date().toISOString()
    await put('things', { name: 'synced', at: syncedAt.value })
  } catch {
    // no signal: what was read last stays, and says from when it is
  } finally {
    syncing.value = false
  }
  if (again) await sync()
}

const kPollMs = 20_000
const kGatherMs = 400

function everyNow(look: () => void): { begin: () => void; end: () => void } {
  let timer = 0
  return {
    begin() {
      clearInterval(timer)
      timer = window.setInterval(() => { if (document.visibilityState === 'visible' && navigator.onLine) look() }, kPollMs)
    },
    end: () => clearInterval(timer),
  }
}

// Hints where the server gives them, else by asking now and then, while somebody looks.
export function keepInStep(): void {
  let soon = 0
  const look = () => {
    clearTimeout(soon)
    soon = window.setTimeout(() => void sync(), kGatherMs)
  }
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') look() })
  addEventListener('online', look)
  watch(() => me.value !== undefined && !expired.value, (isIn, _, leave) => {
    if (!isIn) return
    const asking = everyNow(look)
    const close = capabilities.stream ? hints(look, asking.begin) : undefined
    if (!close) asking.begin()
    leave(() => {
      close?.()
      asking.end()
    })
  }, { immediate: true })
  void sync()
}

