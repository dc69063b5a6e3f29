// The months and years a board is read by: "2026-11" or "2026", as the server writes them.
import type { Language } from '@huiyin/i18n'

const kMonthsBack = 24
const kYearsBack = 3

export const isPeriod = (text: string): boolean => /^\d{4}(-(0[1-9]|1[0-2]))?$/.test(text)
export const monthOf = (date: string): string => date.slice(0, 7)

export function monthsBefore(month: string, n: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 - n
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`
}

// What can be chosen on a day: this year and those before, then month by month backwards.
export function choices(today: string): { years: string[]; months: string[] } {
  const year = Number(today.slice(0, 4))
  return {
    years: Array.from({ length: kYearsBack }, (_, back) => String(year - back)),
    months: Array.from({ length: kMonthsBack }, (_, back) => monthsBefore(monthOf(today), back)),
  }
}

const said = (language: Language, parts: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { ...parts, timeZone: 'UTC' })
const firstDay = (period: string) => new Date(`${period}${'-01-01'.slice(period.length - 4)}T00:00:00Z`)

export function periodName(period: string, language: Language): string {
  const parts: Intl.DateTimeFormatOptions = { year: 'numeric', ...(period.length > 4 ? { month: language === 'zh' ? 'long' : 'short' } : {}), ...(period.length > 7 ? { day: 'numeric' } : {}) }
  return said(language, parts).format(firstDay(period))
}

export function spanName(from: string, to: string, language: Language): string {
  const first = periodName(from, language)
  return from === to || !to ? first : `${first} – ${periodName(to, language)}`
}

// The month names under the bars of a year.
export const monthName = (month: string, language: Language): string => said(language, { month: 'short' }).format(firstDay(month))

const kDayMs = 86_400_000

// Every day of a month, or every month of a year, up to `today`: a chart has its gaps too.
export function steps(period: string, today: string): string[] {
  const ends = period.length === 4 ? 12 : new Date(Date.UTC(Number(period.slice(0, 4)), Number(period.slice(5, 7)), 0)).getUTCDate()
  const all = Array.from({ length: ends }, (_, at) => `${period}-${String(at + 1).padStart(2, '0')}`)
  const last = today.slice(0, all[0]?.length)
  return all.filter((step) => step <= last)
}

// The dates the board by day is asked for.
export function daysOf(period: string): { from: string; to: string } {
  const [year, month] = period.split('-').map(Number)
  const from = `${period}${month ? '' : '-01'}-01`
  const end = new Date(Date.UTC(year ?? 0, month ?? 12, 1) - kDayMs)
  return { from, to: end.toISOString().slice(0, 10) }
}
