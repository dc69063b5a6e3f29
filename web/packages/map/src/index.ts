// Maps are heavy and nobody needs one to be heard: this is loaded only when somebody asks for it.
import { defineAsyncComponent } from 'vue'

export const PlaceMap = defineAsyncComponent(() => import('./PlaceMap.vue'))
export const CaseMap = defineAsyncComponent(() => import('./CaseMap.vue'))
export const CountMap = defineAsyncComponent(() => import('./CountMap.vue'))
export type { GroundMap } from './ground'
