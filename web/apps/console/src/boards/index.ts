import type { RouteRecordRaw } from 'vue-router'
import type { Entry } from '../lib/navigation'

export const routes: RouteRecordRaw[] = []
export const entries: Entry[] = []
