import { createRouter, createWebHistory } from 'vue-router'
import HomePage from './pages/HomePage.vue'
import ReportPage from './pages/ReportPage.vue'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', name: 'home', component: HomePage, meta: { title: 'title.home' } },
    { path: '/report', name: 'report', component: ReportPage, props: { programme: 'snap_report' }, meta: { title: 'title.report' } },
    { path: '/order', name: 'order', component: ReportPage, props: { programme: 'volunteer_order' }, meta: { title: 'title.order' } },
    { path: '/wish', name: 'wish', component: ReportPage, props: { programme: 'small_wish' }, meta: { title: 'title.wish' } },
    { path: '/help', name: 'help', component: () => import('./pages/HelpPage.vue'), meta: { title: 'title.help' } },
    { path: '/c/:caseNo', name: 'case', component: () => import('./pages/CasePage.vue'), props: true, meta: { title: 'title.case' } },
    { path: '/mine', name: 'mine', component: () => import('./pages/MinePage.vue'), meta: { title: 'title.mine' } },
    { path: '/cases', name: 'cases', component: () => import('./pages/CasesPage.vue'), meta: { title: 'title.cases' } },
    { path: '/map', name: 'map', component: () => import('./pages/MapPage.vue'), meta: { title: 'title.map' } },
    { path: '/board', name: 'board', component: () => import('./pages/BoardPage.vue'), meta: { title: 'title.board' } },
    { path: '/:rest(.*)*', name: 'lost', component: () => import('./pages/LostPage.vue'), meta: { title: 'title.lost' } },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})
