// How long until an instant, in the one unit a person reads at a glance.
export interface Span { unit: 'minutes' | 'hours' | 'days'; n: number; past: boolean }

const kHourMs = 3_600_000

// Whole units, rounded towards the promise: never more time than there is.
export function spanTo(due: number, at: number): Span {
  const left = Math.abs(due - at)
  const past = due < at
  if (left < kHourMs) return { unit: 'minutes', n: Math.floor(left / 60_000), past }
  if (left < 48 * kHourMs) return { unit: 'hours', n: Math.floor(left / kHourMs), past }
  return { unit: 'days', n: Math.floor(left / (24 * kHourMs)), past }
}
