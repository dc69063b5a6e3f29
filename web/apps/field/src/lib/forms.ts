// The values of a form as the server's offer describes it; no rule is known here but the kinds of fields.
import type { Schemas } from '@huiyin/api'

export type FieldView = Schemas['FieldView']
export type Value = string | number | boolean | string[] | { code?: string; lat?: number; lon?: number }
export type Values = Record<string, Value>

export const isPhotos = (field: FieldView) => field.kind === 'photos'

const isEmpty = (value: Value | undefined) =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

const kLists = ['units', 'cases']

// "2026-11-25T17:30" as a phone's picker writes it, with the offset this phone lives in.
export function instantOf(local: string, offsetMin = -new Date(local).getTimezoneOffset()): string {
  const two = (n: number) => String(Math.floor(Math.abs(n))).padStart(2, '0')
  return `${local.slice(0, 16)}:00${offsetMin < 0 ? '-' : '+'}${two(offsetMin / 60)}:${two(offsetMin % 60)}`
}

function sent(field: FieldView, value: Value): Value {
  if (field.kind === 'instant') return instantOf(String(value))
  if (field.kind === 'integer' || field.kind === 'account') return Number(value)
  if (kLists.includes(field.kind)) return Array.isArray(value) ? value : String(value).split(/[\s,，、;；]+/).filter(Boolean)
  return typeof value === 'string' ? value.trim() : value
}

// What goes to the server: nothing of what was left empty.
export function bodyOf(form: readonly FieldView[], values: Values): Record<string, Value> {
  const filled = form.filter((field) => !isPhotos(field) && !isEmpty(values[field.field]))
  return Object.fromEntries(filled.map((field) => [field.field, sent(field, values[field.field]!)]).filter(([, value]) => !isEmpty(value as Value)))
}

export const missing = (form: readonly FieldView[], values: Values, photos: Record<string, readonly unknown[]>) =>
  form.filter((field) => field.required
    && (isPhotos(field) ? !photos[field.field]?.length : field.kind !== 'boolean' && isEmpty(Object.values(bodyOf([field], values))[0])))

// All that a person wrote, in one piece: what may be kept as a note when nothing else can be done any more.
export const wordsOf = (form: readonly FieldView[], values: Values) =>
  form.filter((field) => field.kind === 'words').map((field) => String(values[field.field] ?? '').trim()).filter(Boolean).join('\n')
