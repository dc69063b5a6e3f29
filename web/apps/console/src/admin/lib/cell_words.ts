// What stands in a cell of a site's table, in names: for a difference one reads before it counts.
import type { Texts } from '@huiyin/i18n'
import { kAll, kOnDuty, partiesOf } from './duty_columns'
import { placeByCode, unitByCode } from './site_files'
import { categoryTitle } from '../../lib/definitions'
import type { Key } from '../../texts/zh'

const kUnits = ['lead', 'parties', 'supervising', 'backstop', 'unit', 'parent', 'successor']

export function cellWord(column: string, value: string, { t, said }: Texts<Key>): string {
  if (kUnits.includes(column)) {
    const word = (code: string) => (kOnDuty.some((one) => one === code) ? t(`duties.onDuty.${code.slice(1) as 'grid'}`) : said(unitByCode.value.get(code)?.name) || code)
    return partiesOf(value).map(word).join(t('list.comma'))
  }
  if (column === 'category' && value) return value === kAll ? t('duties.allCategories') : said(categoryTitle(value))
  if (column === 'place' || column === 'grid') return value === kAll ? t('duties.everywhere') : said(placeByCode.value.get(value)?.name) || value
  return value
}
