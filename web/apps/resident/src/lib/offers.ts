// Which of the commands the server offers this app can ask the words of.
import type { OfferView } from '@huiyin/api'

const kAsked = ['note', 'why', 'description', 'address', 'hours', 'reply']
const isAsked = (field: OfferView['form'][number]) => ['words', 'integer'].includes(field.kind) && kAsked.includes(field.field)

export const askedBy = (offer: OfferView) => offer.form.filter(isAsked)
// A form that needs something else cannot be filled in here, and is not shown.
const isAskable = (offer: OfferView) => offer.form.every((field) => !field.required || isAsked(field))

// In the order of `names`.
export const offered = (offers: readonly OfferView[], names: readonly string[]): OfferView[] =>
  names.map((name) => offers.find((offer) => offer.command === name)).filter((offer): offer is OfferView => offer !== undefined && isAskable(offer))
