// Where a case will stand once what waits has gone: as the server told at the last sync, or as it was seen to go before.
import type { CaseView, OfferView, Wording } from '@huiyin/api'
import { ledTo, offersIn } from './lessons'
import type { Deed, Item } from './queue'

export interface Expected {
  offers: readonly OfferView[]
  state: string
  wording: Wording
  seen: number
  guessed: boolean // from what was seen before
  unknown: boolean // nothing was seen: only what needs no version
}

const waits = (item: Item): item is Deed => item.kind === 'deed' && item.state === 'waiting' && item.offer.needs_version

export function expectedOf(view: CaseView, queued: readonly Item[]): Expected {
  const start = { offers: view.commands, state: view.state, wording: view.state_wording, seen: view.version, guessed: false, unknown: false }
  return queued.filter(waits).reduce<Expected>((at, deed) => {
    const step = at.unknown ? undefined : ledTo(view.programme, at.state, deed.offer.command)
    const next = { ...at, seen: deed.seen, guessed: true }
    if (!step) return { ...next, guessed: false, unknown: true, offers: view.commands.filter((offer) => !offer.needs_version) }
    return { ...next, offers: offersIn(view.programme, step.state), state: step.state, wording: step.wording }
  }, start)
}
