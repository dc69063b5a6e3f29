// What a person fills in for a command, and what the server is sent of it. Which fields there are comes with the offer.
import type { Schemas } from '@huiyin/api'

export type FieldView = Schemas['FieldView']
export type FormValue = string | boolean | string[]
export type FormValues = Record<string, FormValue>

const kLists = ['units', 'cases', 'photos']
export const emptyFor = (field: FieldView): FormValue =>
  kLists.includes(field.kind) ? [] : field.kind === 'boolean' ? (field.required ? '' : false) : ''

export const isEmpty = (value: FormValue | undefined): boolean =>
  value === undefined || (typeof value === 'string' ? value.trim() === '' : Array.isArray(value) ? value.length === 0 : false)

// The offset at the end of an instant the server wrote: the site's own time, wherever the browser is.
export const offsetOf = (instant: string | null | undefined): string => /(Z|[+-]\d\d:\d\d)$/.exec(instant ?? '')?.[1] ?? 'Z'

// The same where nothing of the server is at hand but the name of its zone.
export function offsetIn(zone: string, at: Date): string {
  const told = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at).find((part) => part.type === 'timeZoneName')
  return /[+-]\d\d:\d\d/.exec(told?.value ?? '')?.[0] ?? 'Z'
}

function sent(field: FieldView, value: FormValue, offset: string): unknown {
  switch (field.kind) {
    case 'instant': return `${String(value)}:00${offset}`
    case 'integer':
    case 'account': return Number(value)
    case 'boolean': return value === true || value === 'yes'
    case 'place': return { code: value }
    default: return typeof value === 'string' ? value.trim() : value
  }
}

// The body of a command; what was left empty is left out.
export function bodyOf(fields: readonly FieldView[], values: FormValues, offset: string): Record<string, unknown> {
  const filled = fields.filter((field) => !isEmpty(values[field.field]) && !(field.kind === 'boolean' && !field.required && !values[field.field]))
  return Object.fromEntries(filled.map((field) => [field.field, sent(field, values[field.field] as FormValue, offset)]))
}

export const missingIn = (fields: readonly FieldView[], values: FormValues): string[] =>
  fields.filter((field) => field.required && isEmpty(values[field.field])).map((field) => field.field)

// Which field a problem speaks of: "/reason_text", "/form/reason_text", "/after_photos/2".
export function fieldOf(where: string, fields: readonly FieldView[]): string {
  const parts = where.split('/')
  return fields.find((field) => parts.includes(field.field))?.field ?? ''
}
