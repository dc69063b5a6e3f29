// Where somebody looks: streets and communities to choose from, and the choice this browser keeps.
import { answered, type Schemas } from '@huiyin/api'
import { kept } from '@huiyin/kept'
import { ref } from 'vue'
import { server } from './session'

// Codes; empty is everywhere.
export interface Around { street: string; community: string }

// The streets, or the communities of one.
export const placesUnder = async (under: string): Promise<Schemas['PlaceLine'][]> =>
  (await answered(server.GET('/api/v1/places', { params: { query: { ...(under ? { under } : {}), limit: 200 } } })).catch(() => ({ rows: [] }))).rows

const shelf = kept<Around>('huiyin.around')
const held = shelf.read()
export const around = ref<Around>({ street: held?.street ?? '', community: held?.community ?? '' })

export function lookAround(at: Around): void {
  around.value = { ...at }
  shelf.write(around.value)
}

// As a list is asked for.
export const placeQuery = ({ street, community }: Around) =>
  ({ ...(street ? { street } : {}), ...(community ? { community } : {}) })
