// One case as this browser may see it: by its receipt, as the volunteer who is signed in, or as anybody.
import { answered, asProblem, type CaseView, type OfferView, type Problem } from '@huiyin/api'
import { computed, ref, watch } from 'vue'
import { runCommand } from './command'
import { receiptHeader, receipts, server } from './session'
import { desk, recall, volunteer } from './volunteer'

export function useOpenCase(caseNo: string) {
  const view = ref<CaseView>()
  const problem = ref<Problem>()
  const actProblem = ref<Problem>()
  const busy = ref(false)
  const kept = computed(() => (view.value ? receipts.of(caseNo) : undefined))
  const isVolunteer = () => volunteer.value !== undefined && !receipts.of(caseNo)
  const by = () => (isVolunteer() ? desk : server)

  async function load(): Promise<void> {
    try {
      if (isVolunteer()) await recall()
      view.value = await answered(by().GET('/api/v1/cases/{case_no}', {
        params: { path: { case_no: caseNo }, header: receiptHeader(caseNo) },
      }))
      problem.value = undefined
      keepWords(view.value)
    } catch (thrown) {
      problem.value = asProblem(thrown)
    }
  }

  // A receipt that came by QR code has no words yet.
  function keepWords({ programme, description }: CaseView): void {
    const receipt = kept.value
    if (receipt && !receipt.words) receipts.keep({ ...receipt, programme, words: description.slice(0, 80) })
  }

  // Whether it was done; why not stands in `actProblem`. Who holds the receipt needs no version, others say what they saw.
  async function act(offer: OfferView, form: Record<string, string | number>): Promise<boolean> {
    busy.value = true
    actProblem.value = undefined
    const seen = kept.value || !offer.needs_version ? {} : { version: view.value?.version }
    try {
      const done = await runCommand(by(), caseNo, offer.command, { ...form, ...seen })
      if (done.receipt && kept.value) receipts.keep({ ...kept.value, receipt: done.receipt })
      await load()
      return true
    } catch (thrown) {
      actProblem.value = asProblem(thrown)
      // Somebody was quicker: what is so now stands above what was written.
      if (actProblem.value.code === 'stale_version' || actProblem.value.code === 'command_not_allowed') await load()
      return false
    } finally {
      busy.value = false
    }
  }

  watch(volunteer, () => void load())
  return { view, problem, actProblem, busy, kept, load, act }
}
