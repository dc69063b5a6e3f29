// Names of what definitions say in codes, where a desk never meets them; what it does meet is named in one place only.
import type { Texts } from '@huiyin/i18n'
import { codeWord } from '../../lib/words'
import { zh, type Key } from '../../texts/zh'

const kDesk = { fieldName: 'field', stepClock: 'clockName', door: undefined, kind: undefined, by: undefined } as const

export function definedWord(prefix: keyof typeof kDesk, code: string, words: Texts<Key>): string {
  const key = `defined.${prefix}.${code}`
  if (key in zh) return words.t(key as Key)
  const desk = kDesk[prefix]
  return desk ? codeWord(desk, code, words) : code
}
