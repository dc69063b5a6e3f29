import type { zh } from './boards.zh'

export const en: Record<keyof typeof zh, string> = {}
