// The call that is being taken: kept in this tab until it is registered, so that nothing a caller said has to be said twice.
import { kept } from '@huiyin/kept'
import { reactive, watch } from 'vue'

export interface Call {
  phone: string
  name: string
  words: string
  type: string
  category: string
  place: string
  placeLabel: string
  address: string
  confidential: boolean
  emergency: boolean
  reply: string
}

const shelf = kept<Partial<Call>>('huiyin.call', () => sessionStorage)
const blank = (): Call => ({
  phone: '', name: '', words: '', type: 'help', category: '', place: '', placeLabel: '', address: '', confidential: false, emergency: false, reply: '',
})

export const call = reactive<Call>({ ...blank(), ...shelf.read() })
watch(call, () => shelf.write(call), { deep: true })

export const newCall = () => Object.assign(call, blank())

// A number a phone system handed over: digits, and what people write between them.
export function takeNumber(text: string): void {
  const number = text.replace(/[^\d+]/g, '').slice(0, 20)
  if (number) call.phone = number
}

// "?number=…" or "#number=…" (which no server sees) of an address.
export const numberIn = (query: unknown, hash: string): string =>
  typeof query === 'string' ? query : (/^#number=([\d+ -]+)$/.exec(decodeURIComponent(hash))?.[1] ?? '')

export const openingOf = (from: Call) => ({
  programme: 'hotline_call',
  channel: 'phone',
  description: from.words.trim(),
  type: from.type,
  ...(from.category ? { category: from.category } : {}),
  ...(from.place || from.address.trim() ? { place: { ...(from.place ? { code: from.place } : {}), ...(from.address.trim() ? { address: from.address.trim() } : {}) } } : {}),
  ...(from.phone.trim() || from.name.trim()
    ? { contact: { ...(from.phone.trim() ? { phone: from.phone.trim() } : {}), ...(from.name.trim() ? { name: from.name.trim() } : {}) } } : {}),
  ...(from.confidential ? { confidential: true } : {}),
  ...(from.emergency ? { emergency: true } : {}),
})
