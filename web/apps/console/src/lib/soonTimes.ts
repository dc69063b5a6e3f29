// The times by which people are called to a place: soon, or by the end of the day.
export interface SoonTime { key: string; minutes: number; value: string } // minutes from now; 0: a time of today

const kMinuteMs = 60_000
const kSoonMinutes = [30, 60, 120]
const kDayEnds = '18:00'

const offsetMs = (offset: string): number => {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * kMinuteMs
}

// An instant as an input for dates shows it, on the clock of `offset`.
export const localOf = (atMs: number, offset: string): string => new Date(atMs + offsetMs(offset)).toISOString().slice(0, 16)

// Whole minutes, rounded up: never less time than is said.
export function soonTimes(now: Date, offset: string): SoonTime[] {
  const at = Math.ceil(now.getTime() / kMinuteMs) * kMinuteMs
  const soon = kSoonMinutes.map((minutes) => ({ key: String(minutes), minutes, value: localOf(at + minutes * kMinuteMs, offset) }))
  const evening = `${localOf(at, offset).slice(0, 10)}T${kDayEnds}`
  return evening > localOf(at, offset) ? [...soon, { key: 'evening', minutes: 0, value: evening }] : soon
}
