// The places page at work: the net of the change, each step on it written into the files it touches and checked at once.
import { computed, ref } from 'vue'
import { useAttempt } from './attempt'
import { change, check, isCheckFresh, lastCheck, textOf } from './change'
import { findingWord } from './findings'
import type { Net, Point } from './net'
import { knitted } from './net'
import { merge, split, type Cut } from './net_cut'
import { readNet } from './net_file'
import { flawsOf } from './net_view'
import { kAreas, nextCode, redrawn, withNewGrid, withoutGrid, type Texts } from './places_change'
import { placeByCode } from './site_files'
import { useWords } from '../../lib/session'

export type Mode = 'look' | 'corners' | 'cut'

export function usePlacesEdit(choose: (code: string) => void) {
  const words = useWords()
  const { t } = words
  const checking = useAttempt()
  const mode = ref<Mode>('look')
  const larger = ref(false)
  const said = ref('')
  const net = computed(() => readNet(textOf(kAreas)))
  const flaws = computed(() => flawsOf(isCheckFresh.value ? (lastCheck.value?.picture ?? '') : '').map((flaw) => ({ ...flaw, detail: findingWord(flaw, words) })))

  // What was changed while a check was under way is checked after it.
  async function checkAll(): Promise<void> {
    if (checking.busy.value) return
    do await checking.attempt(async () => { await check() })
    while (!isCheckFresh.value && !checking.problem.value)
  }
  function take(texts: Texts, of = ''): void {
    said.value = ''
    change(texts, of)
    void checkAll()
  }
  const redraw = (changed: Net, of: string) => take(redrawn(textOf, changed), of)
  const flawed = (cut: Cut): cut is Extract<Cut, { flaw: string }> => {
    if (!('flaw' in cut)) return false
    said.value = t(`net.flaw.${cut.flaw}`)
    return true
  }
  function cutAlong(code: string, line: readonly Point[]): void {
    const fresh = nextCode(placeByCode.value.keys(), code)
    const cut = split(knitted(net.value, code), code, line, fresh, larger.value)
    if (flawed(cut)) return
    const place = placeByCode.value.get(code)
    take(withNewGrid(textOf, cut.net, code, { code: fresh, name_zh: `${place?.name.zh ?? ''} 2`, name_en: place && place.name.en !== place.name.zh ? `${place.name.en} 2` : '', unit: place?.unit ?? '' }))
    mode.value = 'look'
    choose(fresh)
  }
  function mergeInto(gone: string, into: string): void {
    const cut = merge(knitted(net.value, gone), into, gone)
    if (flawed(cut)) return
    take(withoutGrid(textOf, cut.net, gone))
    choose(into)
  }
  return { net, mode, larger, said, flaws, checking, redraw, cutAlong, mergeInto }
}
