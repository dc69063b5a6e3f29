import { createRouter, createWebHistory } from 'vue-router'
import FoundPage from './pages/FoundPage.vue'
import TodayPage from './pages/TodayPage.vue'

export const router = createRouter({
  history: createWebHistory('/field/'),
  routes: [
    { path: '/', name: 'today', component: TodayPage, meta: { title: 'title.today' } },
    { path: '/found', name: 'found', component: FoundPage, meta: { title: 'title.found' } },
    { path: '/c/:caseNo', name: 'case', component: () => import('./pages/CasePage.vue'), props: true, meta: { title: 'title.case' } },
    { path: '/queue', name: 'queue', component: () => import('./pages/QueuePage.vue'), meta: { title: 'title.queue' } },
    { path: '/map', name: 'map', component: () => import('./pages/MapPage.vue'), meta: { title: 'title.map' } },
    { path: '/round', name: 'round', component: () => import('./pages/RoundPage.vue'), meta: { title: 'title.round' } },
    { path: '/me', name: 'me', component: () => import('./pages/MePage.vue'), meta: { title: 'title.me' } },
    { path: '/:rest(.*)*', name: 'lost', component: () => import('./pages/LostPage.vue'), meta: { title: 'title.lost' } },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})
