// The call that is being taken: kept in this tab until it is registered, so that nothing a caller said has to be said twice.
// Calls that were put aside for another one wait beside it.
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
  waiting: string // another caller's number, come while this call is being written
}

const shelf = kept<Partial<Call>>('huiyin.call', () => sessionStorage)
const asideShelf = kept<Call[]>('huiyin.call.aside', () => sessionStorage)
const blank = (): Call => ({
  phone: '', name: '', words: '', type: 'help', category: '', place: '', placeLabel: '', address: '', confidential: false, emergency: false, reply: '', waiting: '',
})

export const call = reactive<Call>({ ...blank(), ...shelf.read() })
watch(call, () => shelf.write(call), { deep: true })
export const aside = reactive<Call[]>(asideShelf.read() ?? [])
watch(aside, () => asideShelf.write(aside), { deep: true })

const isWritten = (one: Call) => [one.words, one.name, one.place, one.address, one.reply].some((text) => text.trim() !== '')
export const isBegun = (one: Call) => isWritten(one) || one.phone.trim() !== ''

// A blank one; whoever rang meanwhile is next.
export const newCall = () => Object.assign(call, { ...blank(), phone: call.waiting })

// This one later, the next one now.
export function putAside(): void {
  if (isBegun(call)) aside.unshift({ ...call, waiting: '' })
  newCall()
}
export function takeUp(at: number): void {
  const [one] = aside.splice(at, 1)
  if (!one) return
  const { waiting } = call
  if (isBegun(call)) aside.unshift({ ...call, waiting: '' })
  Object.assign(call, one, { waiting })
}
export const drop = (at: number) => void aside.splice(at, 1)
export const isSameCaller = () => Object.assign(call, { phone: call.waiting, waiting: '' })

// A number a phone system handed over: digits, and what people write between them. What one caller said never gets
// another one's number.
export function takeNumber(text: string): void {
  const number = text.replace(/[^\d+]/g, '').slice(0, 20)
  if (!number || number === call.phone) return
  if (isWritten(call) && call.phone) call.waiting = number
  else call.phone = number
}

// "?number=…" or "#number=…" (which no server sees) of an address; phone systems also write "phone".
export const numberIn = (query: Record<string, unknown>, hash: string): string => {
  const asked = query.number ?? query.phone
  return typeof asked === 'string' ? asked : (/^#(?:number|phone)=([\d+ -]+)$/.exec(decodeURIComponent(hash))?.[1] ?? '')
}

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
