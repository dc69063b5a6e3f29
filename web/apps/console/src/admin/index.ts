// Administration: who may sit where, what the site runs on, what is on record.
import type { RouteRecordRaw } from 'vue-router'
import { sections } from './lib/sections'
import { isFor, type Entry } from '../lib/navigation'
import { roles } from '../lib/session'

const first = () => ({ name: sections.find((section) => isFor(section, roles.value))?.name ?? 'password' })

export const routes: RouteRecordRaw[] = [
  {
    path: '/admin', name: 'admin', component: () => import('./pages/AdminFrame.vue'), redirect: first, meta: { title: 'title.admin' },
    children: [
      { path: 'accounts', name: 'accounts', component: () => import('./pages/AccountsPage.vue'), meta: { title: 'title.accounts' } },
      { path: 'units', name: 'units', component: () => import('./pages/UnitsPage.vue'), meta: { title: 'title.units' } },
      { path: 'places', name: 'places', component: () => import('./pages/PlacesPage.vue'), meta: { title: 'title.places' } },
      { path: 'duties', name: 'duties', component: () => import('./pages/DutiesPage.vue'), meta: { title: 'title.duties' } },
      { path: 'calendar', name: 'calendar', component: () => import('./pages/CalendarPage.vue'), meta: { title: 'title.calendar' } },
      { path: 'programmes', name: 'programmes', component: () => import('./pages/ProgrammesPage.vue'), meta: { title: 'title.programmes' } },
      { path: 'wording', name: 'wording', component: () => import('./pages/WordingPage.vue'), meta: { title: 'title.wording' } },
      { path: 'change', name: 'change', component: () => import('./pages/ChangePage.vue'), meta: { title: 'title.change' } },
      { path: 'outbox', name: 'outbox', component: () => import('./pages/OutboxPage.vue'), meta: { title: 'title.outbox' } },
      { path: 'audit', name: 'audit', component: () => import('./pages/AuditPage.vue'), meta: { title: 'title.audit' } },
      { path: 'password', name: 'password', component: () => import('./pages/PasswordPage.vue'), meta: { title: 'title.password' } },
    ],
  },
]

export const entries: Entry[] = [
  { name: 'admin', title: 'title.admin', roles: ['system_admin', 'security_admin', 'auditor', 'supervisor'] },
]
