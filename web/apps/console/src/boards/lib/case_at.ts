// Where one case is read.
import type { RouteLocationRaw } from 'vue-router'

export const caseAt = (caseNo: string): RouteLocationRaw => ({ name: 'case', params: { caseNo } })
