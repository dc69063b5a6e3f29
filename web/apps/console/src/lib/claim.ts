// Who writes at a case has it: it is claimed beside the work, never in its way, and let go as soon as the work ends. A claim
// that is lost costs nothing but the notice to others: what may be done is decided when the step itself is sent.
import { asProblem, type OfferView, type TimelineEntry } from '@huiyin/api'

// As long as the engine keeps a desk's lock; afterwards it is gone by itself.
const kLockMs = 15 * 60_000
// Whoever writes for longer than this keeps it.
const kRenewMs = 5 * 60_000
// What is opened and sent in one breath is nobody's news.
const kRestMs = 400

// The claim of a desk and its release leave the version alone; a volunteer's `claim` of an order is a step like any other.
export const isDeskClaim = (offer: OfferView): boolean => ['claim', 'release'].includes(offer.command) && !offer.needs_version

// Nothing happened to the case by them: its story is told without.
export const withoutClaims = (timeline: readonly TimelineEntry[]): TimelineEntry[] =>
  timeline.filter((entry) => !(['claim', 'release'].includes(entry.kind) && entry.state === ''))

export const mayClaim = (offers: readonly OfferView[]): boolean => offers.some((offer) => offer.command === 'claim' && isDeskClaim(offer))

// Is this a step others must wait for? What commutes (a note, a photo) disturbs nobody, nor does it where nothing can be claimed.
export const needsClaim = (command: string, offers: readonly OfferView[]): boolean =>
  offers.some((offer) => offer.command === command && offer.needs_version) && mayClaim(offers)

export interface Hands {
  claim(caseNo: string): Promise<unknown>
  release(caseNo: string, isLeaving: boolean): Promise<unknown>
  refused(caseNo: string): void // a colleague has it
}

export class DeskClaim {
  private wanted = ''
  private held: { caseNo: string; atMs: number } | undefined
  private asking = '' // the case a claim is under way for
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly hands: Hands, private readonly now: () => number = Date.now) {}

  // The case that is worked at from now on; none: ''.
  work(caseNo: string): void {
    if (caseNo === this.wanted) return
    this.wanted = caseNo
    this.settle()
  }

  // Something was written there.
  write(): void {
    if (!this.wanted || this.asking || this.timer !== undefined) return
    if (this.held?.caseNo !== this.wanted || this.now() - this.held.atMs > kRenewMs) void this.ask()
  }

  // The step was taken and the lock went with it.
  forget(caseNo: string): void {
    if (this.held?.caseNo === caseNo) this.held = undefined
  }

  // The page goes: there is time for one call, not for its answer. What is just being claimed may be ours already.
  leave(): void {
    this.rest()
    if (this.asking && !this.held) this.held = { caseNo: this.asking, atMs: this.now() }
    this.letGo(true)
  }

  // The step is on its way: what is not claimed by now need not be.
  send(): void {
    this.rest()
  }

  // It was refused; or a page that had gone is back.
  goOn(): void {
    this.settle()
  }

  private settle(): void {
    this.rest()
    if (this.held && this.held.caseNo !== this.wanted) this.letGo(false)
    if (this.wanted && !this.held && !this.asking) this.timer = setTimeout(() => void this.ask(), kRestMs)
  }

  private rest(): void {
    clearTimeout(this.timer)
    this.timer = undefined
  }

  private async ask(): Promise<void> {
    this.timer = undefined
    const caseNo = this.wanted
    this.asking = caseNo
    try {
      await this.hands.claim(caseNo)
      this.held = { caseNo, atMs: this.now() }
    } catch (thrown) {
      if (asProblem(thrown).code === 'already_claimed') this.hands.refused(caseNo)
    } finally {
      this.asking = ''
      if (caseNo !== this.wanted) this.settle()
    }
  }

  // A lock that has run out may be a colleague's by now.
  private letGo(isLeaving: boolean): void {
    const { held } = this
    this.held = undefined
    if (held && this.now() - held.atMs < kLockMs) this.hands.release(held.caseNo, isLeaving).catch(() => undefined)
  }
}
