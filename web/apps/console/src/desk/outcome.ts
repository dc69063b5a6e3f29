// How the last call ended: kept until the next one begins, for the caller has yet to be told the number and the receipt.
import { kept } from '@huiyin/kept'
import { shallowRef, watch } from 'vue'

export interface CallOutcome {
  title: string
  says: string
  caseNo: string
  receipt: string // none where the call was counted to a case that was there
}

const shelf = kept<CallOutcome>('huiyin.call.outcome', () => sessionStorage)
export const outcome = shallowRef<CallOutcome | undefined>(shelf.read())
watch(outcome, (now) => (now ? shelf.write(now) : shelf.drop()))

// In fours, as it is read aloud.
export const inFours = (receipt: string): string => receipt.match(/.{1,4}/g)?.join(' ') ?? ''
