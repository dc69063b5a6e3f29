// What a file of the site is called, and on which page it is changed.
import { checkedText } from './change'
import type { Texts } from '@huiyin/i18n'
import type { Key } from '../../texts/zh'

const kFiles: Record<string, { title: Key; page: string }> = {
  'duties.csv': { title: 'title.duties', page: 'duties' },
  'units.csv': { title: 'title.units', page: 'units' },
  'places.csv': { title: 'title.places', page: 'places' },
  'places.geojson': { title: 'change.outlines', page: 'places' },
  'points.csv': { title: 'change.points', page: 'places' },
  'categories.yaml': { title: 'change.categories', page: 'wording' },
}
const kFolders: Record<string, { title: Key; page: string }> = {
  calendar: { title: 'change.calendarOf', page: 'calendar' },
  programmes: { title: 'change.programme', page: 'wording' },
  lifecycles: { title: 'change.lifecycle', page: 'wording' },
}

export function fileWord(path: string, { t }: Texts<Key>): string {
  const known = kFiles[path]
  if (known) return t(known.title)
  const [folder = '', name = ''] = path.split('/')
  const of = kFolders[folder]
  return of ? t(of.title, { name: name.replace(/\.yaml$/, '') }) : path
}

export const pageOf = (path: string): string | undefined => kFiles[path]?.page ?? kFolders[path.split('/')[0] ?? '']?.page
// Where on its page a finding is seen: the year, the unit, the place, the line.
export function queryOf(path: string, line = 0): Record<string, string> {
  if (path.startsWith('calendar/')) return { year: /\d{4}/.exec(path)?.[0] ?? '' }
  if (path.endsWith('.geojson')) {
    const code = /"code":\s*"(\d+)"/.exec(checkedText(path).split('\n').slice(Math.max(0, line - 1)).join(' '))?.[1]
    return code && line > 0 ? { code } : {}
  }
  const code = line > 0 ? (checkedText(path).split('\n')[line - 1]?.split(',')[0] ?? '') : ''
  const member = { 'units.csv': 'unit', 'places.csv': 'code' }[path]
  if (member) return code ? { [member]: code } : {}
  return path === 'duties.csv' && line > 0 ? { line: String(line) } : {}
}
