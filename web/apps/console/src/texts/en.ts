import { en as admin } from './admin.en'
import { en as boards } from './boards.en'
import { en as change } from './change.en'
import { en as core } from './core.en'
import { en as steps } from './steps.en'
import type { Key } from './zh'

export const en: Record<Key, string> = { ...core, ...steps, ...boards, ...admin, ...change }
