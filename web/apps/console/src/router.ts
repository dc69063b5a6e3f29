import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { entries as adminEntries, routes as adminRoutes } from './admin'
import { entries as boardEntries, routes as boardRoutes } from './boards'
import { numberIn, takeNumber } from './desk/call'
import { isFor, type Entry } from './lib/navigation'
import { me, roles } from './lib/session'
import { caseRoles } from './lib/tabs'

const routes: RouteRecordRaw[] = [
  { path: '/', redirect: () => first() },
  { path: '/sign-in', name: 'signIn', component: () => import('./pages/SignInPage.vue'), meta: { title: 'title.signIn', open: true, bare: true } },
  { path: '/queue', name: 'queue', component: () => import('./pages/QueuePage.vue'), meta: { title: 'title.queue' } },
  { path: '/cases/:caseNo', name: 'case', component: () => import('./pages/CasePage.vue'), props: true, meta: { title: 'title.case' } },
  { path: '/desk', name: 'desk', component: () => import('./pages/DeskPage.vue'), meta: { title: 'title.desk' } },
  { path: '/callbacks', name: 'callbacks', component: () => import('./pages/CallbacksPage.vue'), meta: { title: 'title.callbacks' } },
  { path: '/whistles', name: 'whistles', component: () => import('./pages/WhistlePage.vue'), meta: { title: 'title.whistles' } },
  { path: '/supervision', name: 'supervision', component: () => import('./pages/SupervisionPage.vue'), meta: { title: 'title.supervision' } },
  ...boardRoutes,
  ...adminRoutes,
  { path: '/:rest(.*)*', name: 'lost', component: () => import('./pages/LostPage.vue'), meta: { title: 'title.lost' } },
]

const own: Entry[] = [
  { name: 'queue', title: 'title.queue', roles: caseRoles },
  { name: 'desk', title: 'title.desk', roles: ['intake', 'dispatcher'] },
  { name: 'callbacks', title: 'title.callbacks', roles: ['caller'] },
  { name: 'whistles', title: 'title.whistles', roles: ['dispatcher', 'handler', 'street_lead', 'community_lead', 'grid_lead', 'supervisor', 'district_lead'] },
  { name: 'supervision', title: 'title.supervision', roles: ['dispatcher', 'reviewer', 'supervisor', 'district_lead', 'handler', 'street_lead'] },
]

export const entries: readonly Entry[] = [...own, ...boardEntries, ...adminEntries]

// Where somebody begins: at the first page of their post.
const first = () => (me.value ? { name: entries.find((entry) => isFor(entry, roles.value))?.name ?? 'lost' } : { name: 'signIn' })

export const router = createRouter({ history: createWebHistory('/console/'), routes })

// The server decides what may be read; here only nobody is shown a page that would stay empty.
router.beforeEach((to) => {
  // A caller's number must not stay in the address, nor in the way through the door.
  const number = to.name === 'desk' ? numberIn(to.query, to.hash) : ''
  if (number) {
    takeNumber(number)
    return { name: 'desk', replace: true }
  }
  if (to.meta.open) return true
  if (!me.value) return { name: 'signIn', query: { to: to.fullPath } }
  const entry = entries.find((one) => one.name === to.name)
  return !entry || isFor(entry, roles.value) ? true : { name: 'lost', params: { rest: [] } }
})
