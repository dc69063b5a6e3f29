// How a case's commands are laid out: which is the likeliest next step, which are its side matters, and one key for each.
// Which commands there are is the server's to say; one that is not known here is shown and gets a key all the same.
import type { OfferView } from '@huiyin/api'

const kLikely = [
  'accept', 'arbitrate', 'grant', 'verify', 'dispatch', 'publish', 'confirm', 'sign', 'party.sign', 'party.report_in', 'start', 'call_back',
  'check', 'judge', 'assemble', 'agree', 'do_at_once', 'assign_to', 'take', 'party.done', 'resolve', 'finish', 'end_supervision', 'supervise', 'resume',
]
const kSide = [
  'link', 'endorse', 'remind', 'claim', 'release', 'note', 'attach', 'amend', 'keep_confidential', 'redact', 'renew_receipt', 'party.add',
  'party.waive', 'suspend', 'exclude', 'appeal', 'erase', 'transfer', 'judge_unreasonable', 'assign', 'archive',
]
const kLetters: Record<string, string> = {
  accept: 'a', triage: 't', dispatch: 'd', answer: 'r', refuse: 'v', merge: 'm', sign: 's', start: 's', contact: 'c', progress: 'p',
  resolve: 'e', return: 'b', extension: 'l', dispute: 'y', check: 'e', call_back: 'c', note: 'n', arbitrate: 'a', supervise: 'u', end_supervision: 'u',
  verify: 'f', grant: 'g', deny: 'h', raise: 'z', resume: 's', publish: 'p', confirm: 'a', agree: 'a', finish: 'e', assemble: 'h', judge: 'e',
  'party.sign': 'i', 'party.report_in': 'i', 'party.done': 'q',
  remind: 'shift+r', link: 'shift+l', endorse: 'shift+e', attach: 'shift+a', amend: 'shift+m', keep_confidential: 'shift+k', redact: 'shift+d',
  renew_receipt: 'shift+v', 'party.add': 'shift+p', 'party.waive': 'shift+w', suspend: 'shift+s', exclude: 'shift+x', appeal: 'shift+b',
  transfer: 'shift+o', judge_unreasonable: 'shift+j', assign: 'shift+g', reopen: 'shift+n', give_back: 'b', unmerge: 'shift+u',
}
// Keys of the page itself.
const kTaken = ['j', 'k', 'x', 'w', '/', '?']

export const isSide = (command: string) => kSide.includes(command)

export interface LaidOut { offer: OfferView; key: string }
export interface Layout { first: LaidOut | undefined; main: LaidOut[]; side: LaidOut[] }

const kSpoken = new Set(Object.values(kLetters))

// The same key everywhere: a command without one of its own takes a letter that means nothing elsewhere.
function letterFor(command: string, taken: Set<string>): string {
  const own = kLetters[command]
  if (own && !taken.has(own)) return own
  return [...command.replace(/[^a-z]/g, ''), ...'abcdefghijklmnopqrstuvwxyz'].find((letter) => !kSpoken.has(letter) && !taken.has(letter)) ?? ''
}

// `without`: what the page offers in a way of its own.
export function layout(offers: readonly OfferView[], category: string, without: readonly string[] = []): Layout {
  const shown = offers.filter((offer) => !without.includes(offer.command))
  // Whoever dispatches must know what it is about first.
  const likely = category === '' || category === '9999' ? ['triage', ...kLikely] : kLikely
  const first = likely.find((name) => shown.some((offer) => offer.command === name))
  const rank = (offer: OfferView) => (offer.command === first ? 0 : isSide(offer.command) ? 2 : 1)
  const sorted = [...shown].sort((a, b) => rank(a) - rank(b))
  const taken = new Set(kTaken)
  const laid = sorted.map((offer) => {
    const key = letterFor(offer.command, taken)
    taken.add(key)
    return { offer, key }
  })
  return {
    first: laid.find(({ offer }) => offer.command === first),
    main: laid.filter(({ offer }) => rank(offer) === 1),
    side: laid.filter(({ offer }) => rank(offer) === 2),
  }
}
