// What the whole app shares: the server, the receipts of this browser, the words, the looks.
import { connect, Receipts } from '@huiyin/api'
import { createTexts, useTexts } from '@huiyin/i18n'
import { createLooks } from '@huiyin/design'
import { zh, type Key } from '../texts/zh'

export const texts = createTexts<Key>(zh, async () => (await import('../texts/en')).en)
export const useWords = () => useTexts<Key>()
export const language = () => (texts.language.value === 'en' ? 'en' : 'zh-CN')
// Residents need no account: a session this browser may hold for another app stays out of what they ask and say.
export const server = connect(language, '', (request) => fetch(request, { credentials: 'omit' }))
export const receipts = new Receipts(localStorage)
export const looks = createLooks()

// The header that opens a case of one's own.
export const receiptHeader = (caseNo: string): Record<string, string> => {
  const kept = receipts.of(caseNo)
  return kept ? { 'Huiyin-Receipt': kept.receipt } : {}
}
