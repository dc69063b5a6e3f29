// The figures: boards, the cases behind them, the command centre's map and the wall.
import type { RouteRecordRaw } from 'vue-router'
import type { Entry } from '../lib/navigation'

export const routes: RouteRecordRaw[] = [
  { path: '/boards', name: 'boards', component: () => import('./pages/BoardPage.vue'), meta: { title: 'title.boards' } },
  { path: '/boards/cases', name: 'figure', component: () => import('./pages/FigurePage.vue'), meta: { title: 'title.figure' } },
  { path: '/map', name: 'map', component: () => import('./pages/MapPage.vue'), meta: { title: 'title.district' } },
  { path: '/wall', name: 'wall', component: () => import('./pages/WallPage.vue'), meta: { title: 'title.wall', bare: true } },
]

export const entries: Entry[] = [
  { name: 'map', title: 'title.district', roles: ['intake', 'dispatcher', 'supervisor', 'district_lead', 'street_lead', 'community_lead', 'grid_lead', 'liaison', 'handler'] },
  { name: 'boards', title: 'title.boards', roles: [] },
]
