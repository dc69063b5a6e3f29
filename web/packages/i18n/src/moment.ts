// Instants as people say them. The server writes every instant with the site's own offset, so its digits are the local
// time of the site: they are read as they stand, wherever the browser thinks it is.
import type { Language } from './index'

const kMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

interface Parts { year: number; month: number; day: number; time: string }

function partsOf(instant: string): Parts | undefined {
  const read = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(instant)
  if (!read) return undefined
  return { year: Number(read[1]), month: Number(read[2]), day: Number(read[3]), time: read[4] ?? '' }
}

// "11月25日 17:30", "25 Nov, 17:30"; with the year when it is not that of `now`.
export function moment(instant: string | null | undefined, language: Language, now = new Date()): string {
  const parts = instant ? partsOf(instant) : undefined
  if (!parts) return ''
  const other = parts.year !== now.getFullYear()
  if (language === 'zh') return `${other ? `${parts.year}年` : ''}${parts.month}月${parts.day}日 ${parts.time}`
  return `${parts.day} ${kMonths[parts.month - 1]}${other ? ` ${parts.year}` : ''}, ${parts.time}`
}

export function day(instant: string | null | undefined, language: Language): string {
  const parts = instant ? partsOf(instant) : undefined
  if (!parts) return ''
  return language === 'zh' ? `${parts.month}月${parts.day}日` : `${parts.day} ${kMonths[parts.month - 1]}`
}
