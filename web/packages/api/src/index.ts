export { connect } from './client'
export type {
  Board, CaseLine, CaseView, Client, ListQuery, OfferView, PlaceView, Schemas, TimelineEntry, Wording,
} from './client'
export { capabilities } from './capabilities.gen'
export { newKey } from './once'
export { photoAddress, shrunk, uploadPhoto } from './photos'
export { answered, asProblem, Problem } from './problem'
export type { Fault } from './problem'
export { Receipts } from './receipts'
export type { Receipt } from './receipts'
