// Half-filled forms, kept in this tab until they are sent: a reload, an ended session or another case in between costs nothing.
import { kept } from '@huiyin/kept'
import type { FormValues } from './forms'

const shelf = (caseNo: string, command: string) => kept<FormValues>(`huiyin.form.${caseNo}.${command}`, () => sessionStorage)

export const keptForm = (caseNo: string, command: string) => shelf(caseNo, command).read()
export const keepForm = (caseNo: string, command: string, values: FormValues) => shelf(caseNo, command).write(values)
export const dropForm = (caseNo: string, command: string) => shelf(caseNo, command).drop()
