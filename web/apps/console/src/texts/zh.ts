// 工作台的全部文字，按部分分放。键以中文表为准。
import { zh as admin } from './admin.zh'
import { zh as boards } from './boards.zh'
import { zh as change } from './change.zh'
import { zh as core } from './core.zh'
import { zh as steps } from './steps.zh'

export const zh = { ...core, ...steps, ...boards, ...admin, ...change }
export type Key = keyof typeof zh
