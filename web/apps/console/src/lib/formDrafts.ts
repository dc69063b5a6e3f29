// Half-filled forms, kept in this tab until they are sent: a reload, an ended session or another case in between costs nothing.
import type { FormValues } from './forms'

const place = (caseNo: string, command: string) => `huiyin.form.${caseNo}.${command}`

export function keptForm(caseNo: string, command: string): FormValues | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(place(caseNo, command)) ?? 'null') as FormValues | null ?? undefined
  } catch {
    return undefined
  }
}
export const keepForm = (caseNo: string, command: string, values: FormValues) =>
  sessionStorage.setItem(place(caseNo, command), JSON.stringify(values))
export const dropForm = (caseNo: string, command: string) => sessionStorage.removeItem(place(caseNo, command))
