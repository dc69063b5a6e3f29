import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { entries as adminEntries, routes as adminRoutes } from './admin'
import { entries as boardEntries, routes as boardRoutes } from './boards'
import { isFor, type Entry } from './lib/navigation'
import { me, roles } from './lib/session'

const routes: RouteRecordRaw[] = [
  { path: '/', redirect: { name: 'queue' } },
  { path: '/sign-in', name: 'signIn', component: () => import('./pages/SignInPage.vue'), meta: { title: 'title.signIn', open: true, bare: true } },
  { path: '/queue', name: 'queue', component: () => import('./pages/QueuePage.vue'), meta: { title: 'title.queue' } },
  { path: '/cases/:caseNo', name: 'case', component: () => import('./pages/CasePage.vue'), props: true, meta: { title: 'title.case' } },
  ...boardRoutes,
  ...adminRoutes,
  { path: '/:rest(.*)*', name: 'lost', component: () => import('./pages/LostPage.vue'), meta: { title: 'title.lost' } },
]

const own: Entry[] = [
  { name: 'queue', title: 'title.queue', roles: [] },
]

export const entries: readonly Entry[] = [...own, ...boardEntries, ...adminEntries]

export const router = createRouter({ history: createWebHistory('/console/'), routes })

// The server decides what may be read; here only nobody is shown a page that would stay empty.
router.beforeEach((to) => {
  if (to.meta.open) return true
  if (!me.value) return { name: 'signIn', query: { to: to.fullPath } }
  const entry = entries.find((one) => one.name === to.name)
  return !entry || isFor(entry, roles.value) ? true : { name: 'lost', params: { rest: [] } }
})
