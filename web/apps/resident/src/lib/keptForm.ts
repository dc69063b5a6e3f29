// A form about a case, half filled in: there again after a reload, gone when it was sent or given up.
import { kept } from '@huiyin/kept'
import { ref, watch, type Ref } from 'vue'

const shelf = <T>(caseNo: string, command: string) => kept<T>(`huiyin.form.${caseNo}.${command}`)

export function useKeptForm<T extends object>(caseNo: string, command: string, blank: T): Ref<T> {
  const form = ref({ ...blank, ...shelf<T>(caseNo, command).read() }) as Ref<T>
  watch(form, (now) => shelf<T>(caseNo, command).write(now), { deep: true, flush: 'sync' })
  return form
}

export const dropForm = (caseNo: string, command: string) => shelf(caseNo, command).drop()
