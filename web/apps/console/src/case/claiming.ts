// The open case is claimed while somebody works at it: by its form, by the sheet of a call, with the caller's number open.
import { onBeforeUnmount, onMounted, watch, type Ref } from 'vue'
import { claimCase, releaseInLeaving } from '../lib/act'
import { DeskClaim } from '../lib/claim'

// `refused`: a colleague has it.
export function useClaim(caseNo: Ref<string>, isWorking: () => boolean, refused: () => void): DeskClaim {
  const claim = new DeskClaim({
    claim: (no) => claimCase(no, 'claim'),
    release: (no, isLeaving) => (isLeaving ? releaseInLeaving(no) : claimCase(no, 'release')),
    refused: (no) => { if (no === caseNo.value) refused() },
  })
  watch(() => (isWorking() ? caseNo.value : ''), (no) => claim.work(no))

  const leave = () => claim.leave()
  const back = (event: PageTransitionEvent) => { if (event.persisted) claim.goOn() }
  onMounted(() => {
    addEventListener('pagehide', leave)
    addEventListener('pageshow', back)
  })
  onBeforeUnmount(() => {
    removeEventListener('pagehide', leave)
    removeEventListener('pageshow', back)
    claim.work('')
  })
  return claim
}
