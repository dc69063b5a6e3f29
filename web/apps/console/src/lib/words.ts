// Names and labels of what the server says in codes.
import type { CaseLine, PlaceView } from '@huiyin/api'
import type { Texts } from '@huiyin/i18n'
import { zh, type Key } from '../texts/zh'

type Words = Texts<Key>

const keyOf = {
  code: (code: string) => `code.${code}`,
  field: (code: string) => `field.${code}`,
  choice: (code: string) => `choice.${code}`,
  role: (code: string) => `role.${code}`,
  clockName: (code: string) => `clockName.${code}`,
  link: (code: string) => `link.${code}`,
  type: (code: string) => `type.${code}`,
  flag: (code: string) => `flag.${code}`,
} as const

// A text for a code where the catalogue has one; else the code itself, so that nothing is hidden.
export function codeWord(of: keyof typeof keyOf, code: string, { t }: Words): string {
  const key = keyOf[of](code)
  return key in zh ? t(key as Key) : code
}

// What a field is called in one command, where it means something of its own there; else what it is called everywhere.
export function fieldWord(command: string, field: string, words: Words): string {
  const own = `field.${command}.${field}`
  return own in zh ? words.t(own as Key) : codeWord('field', field, words)
}

// The finest name of a place the reader may know.
export const placeName = (place: PlaceView, { said }: Words): string =>
  said(place.grid_name) || said(place.community_name) || said(place.street_name)

export const placeParts = (place: PlaceView, { said }: Words): string =>
  [place.street_name, place.community_name, place.grid_name].map(said).filter((name, n, all) => name && all.indexOf(name) === n).join(' · ')

// What the list calls a case: its category.
export const titleOf = (line: Pick<CaseLine, 'category_title' | 'programme_title'>, { said }: Words): string =>
  said(line.category_title) || said(line.programme_title)

// "HY-261121-00427-3" without the site and the year: enough to tell two apart in one queue.
export const shortNo = (caseNo: string): string => caseNo.replace(/^[A-Z]+-\d\d/, '')

const kHour = 60
const kDay = 24
// A counted stretch of time: "7小时30分".
export function stretch(minutes: number, { t }: Words): string {
  const hours = Math.floor(minutes / kHour)
  const rest = minutes % kHour
  if (hours >= 2 * kDay && minutes % (kHour * kDay) === 0) return t('stretch.days', { n: hours / kDay })
  if (hours === 0) return t('stretch.minutes', { n: rest })
  return rest === 0 ? t('stretch.hours', { n: hours }) : t('stretch.both', { hours, minutes: rest })
}

// A limit as definitions write it: "3wd", "24h", "30wmin".
export function limitWord(limit: string, words: Words): string {
  const [, n, unit] = /^(\d+)(min|wmin|h|wh|d|wd)$/.exec(limit) ?? []
  return n && unit ? words.t(`limit.${unit}` as 'limit.h', { n: Number(n) }) : limit
}
