// Lifecycles and programmes as they are shown. The description of the interface names fewer members than the server sends.
import { answered, type Wording } from '@huiyin/api'
import { guarded, server } from '../../lib/session'

export interface Field { field: string; kind?: string; length_max?: number; required?: boolean; values?: string[] }
export interface Programme {
  name: string
  lifecycle: string
  default_type: string
  title: Wording
  form: Field[]
  doors?: string[]
  types?: string[]
  opened_by?: string[]
  open_to_residents?: boolean
  is_public?: boolean
  precision?: string
  public_fields?: string[]
}
export interface State { name: string; phase: string; clock: string; wording: Wording }
export interface Move { name: string; title: Wording; from: string[]; by: string[]; choices: string[]; second_person: string; form: Field[] }
export interface Lifecycle { name: string; initial: string; states: State[]; moves: Move[] }

export const lifecycle = async (name: string): Promise<Lifecycle> =>
  (await answered(server.GET('/api/v1/definitions/lifecycles/{name}', { params: { path: { name } } }))) as unknown as Lifecycle

// As a picture of its own: under the policy of the pages nothing of it is run or styled from here.
export async function picture(name: string): Promise<string> {
  const svg = await answered(guarded(new Request(`/api/v1/definitions/lifecycles/${encodeURIComponent(name)}.svg`)).then(async (response) => {
    const text = await response.text()
    return response.ok ? { data: text, response } : { error: text, response }
  }))
  return URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
}
