import type { zh } from './admin.zh'

export const en: Record<keyof typeof zh, string> = {}
